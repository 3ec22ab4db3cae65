"""Finished work is recorded and undone as one, speakers are who they are, and no guard of a check is passed by."""

from collections.abc import Callable

import pytest

from reviewer.errors import Refused
from reviewer.store.bringing import Brought
from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.review import APPROVED, Check, Evidence
from reviewer.store.rows import Annotation
from reviewer.store.sqlite import SqliteStore, bringing, documents
from reviewer.store.sqlite.joining.rebuild import passed, rebuild
from tests.conftest import BUDGET, FLOOD, by, labels, place, put
from tests.store.desks import dump

CLAIM = Claim("c1", 1, "ada", 0, 5, "It flooded.", False, "", "", "", "")
CHECK = Check(
    "c1", APPROVED, "supported", None, "The gauge says so.", checker="ada", drafted_by="ada", reviewed_by="ben"
)
EVIDENCE = Evidence("", "c1", "https://water.example", accessed_at="2026-01-05T09:00:00.000Z")
SAID = Attribution("", 1, "ada", (), (), ((0, 5),), "s1", "direct", "", None, "", "", "", "")


def quote(label: str = "quote") -> Annotation:
    return Annotation(label, False, "", "", "", "", "", None)


def whole(store: SqliteStore) -> Brought:
    """Return work of every kind on the first document."""
    (document, *_) = store.document_ids()
    sentences = store.layout(document).ids
    given = {sentences[0]: quote(), sentences[1]: quote("assertion")}
    return Brought(document, "ada", given, [SAID], [CLAIM], [(CHECK, [EVIDENCE])], [Speaker("s1", "Ann Poe")])


def test_all_of_it_is_undone_and_done_again_as_one(store: SqliteStore) -> None:
    first, second = put(store, FLOOD, BUDGET)
    before = dump(store)
    work = [whole(store), Brought(second, "ben", {store.layout(second).ids[1]: quote()})]
    store.bring(work, (), by("zoe"))
    after = dump(store)
    assert labels(store, first)[:2] == ["quote", "assertion"]
    assert labels(store, second, "ben")[1] == "quote"
    assert store.check("c1") == CHECK._replace(created=store.check("c1").created, modified=store.check("c1").modified)
    store.undo(by("zoe"))
    kinds = ("annotations", "attributions", "claims", "checks", "evidence", "speakers", "progress")
    assert {kind: dump(store)[kind] for kind in kinds} == {kind: before[kind] for kind in kinds}
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo(by("zoe"))
    store.redo(by("zoe"))
    assert {kind: dump(store)[kind] for kind in kinds} == {kind: after[kind] for kind in kinds}


def test_what_others_have_built_upon_stays_whole(store: SqliteStore) -> None:
    first, second = put(store, FLOOD, BUDGET)
    work = [whole(store), Brought(second, "ben", {store.layout(second).ids[1]: quote()})]
    store.bring(work, (), by("zoe"))
    store.annotate(place(store, first, 0), by("ada"), "label", label="background")
    before = dump(store)["annotations"]
    with pytest.raises(Refused, match="another reviewer has built upon it"):
        store.undo(by("zoe"))
    assert dump(store)["annotations"] == before


def test_a_check_that_was_brought_in_is_guarded_like_any_other(store: SqliteStore) -> None:
    put(store, FLOOD)
    store.bring([whole(store)], (), by("zoe"))
    (evidence,) = store.evidence("c1")
    acts: tuple[Callable[[], object], ...] = (
        lambda: store.remove_claim("c1", by("ada")),
        lambda: store.remove_evidence(evidence, by("ada")),
        lambda: store.find_out("c1", by("ada"), verdict="refuted"),
        lambda: store.bring([whole(store)._replace(checks=[(CHECK._replace(verdict="refuted"), [])])], (), by("zoe")),
    )
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert store.check("c1").verdict == "supported"


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": None}, {"justification": " "}, {"reviewed_by": "ada"},
    ],
)  # fmt: skip
def test_a_check_that_is_less_than_it_says_is_refused_whole(store: SqliteStore, change: dict[str, str | None]) -> None:
    put(store, FLOOD)
    before = dump(store)
    work = whole(store)._replace(checks=[(CHECK._replace(**change), [EVIDENCE])])  # type: ignore[arg-type]
    with pytest.raises(Refused, match="must be whole"):
        store.bring([work], (), by("zoe"))
    assert dump(store) == before


def test_two_speakers_of_one_name_in_a_file_stay_two_but_one_that_is_known_is_that_one(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    store.put_speaker(Speaker("", "Low"), by("ada"))
    (known,) = store.speakers()
    marks = [SAID._replace(speaker=name, content=((at, at + 1),)) for at, name in enumerate(("s1", "s2", "s3"))]
    given = (Speaker("s1", "Ann Poe"), Speaker("s2", "ann poe"), Speaker("s3", "LOW"))
    store.bring([Brought(document, "ada", attributions=marks)], given, by("zoe"))
    first, second, third = (one.speaker or "" for one in store.attributions(document, "ada"))
    assert third == known.uid
    assert {one.uid: one.name for one in store.speakers() if one != known} == {first: "Ann Poe", second: "ann poe"}


def test_a_new_speaker_keeps_an_id_that_a_database_has_made_and_no_other(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    made = "01a22226-03c6-7df5-a601-6950de56ebbd"
    given = (Speaker(made, "Ann Poe"), Speaker("2acae838-85f3-5a46-a4f6-fae56c973a35", "Low"))
    store.bring([Brought(document, "ada")], given, by("zoe"))
    (low,) = (one for one in store.speakers() if one.uid != made)
    assert low.name == "Low"
    assert low.uid[14] == "7", (
        "an id that tells when it was made: of two databases' speakers of a name the first counts"
    )


def test_a_parent_that_is_not_there_is_nobodys(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    inner = SAID._replace(uid="a2", parent="a1", speaker=None)
    store.bring([Brought(document, "ada", attributions=[inner])], (), by("zoe"))
    assert [one.parent for one in store.attributions(document, "ada")] == [None]
    outer = inner._replace(uid="a1", parent=None, content=((0, 9),))
    store.bring([Brought(document, "ada", attributions=[outer, inner])], (), by("zoe"))
    assert {one.uid: one.parent for one in store.attributions(document, "ada")} == {"a1": None, "a2": "a1"}


def test_the_log_alone_accounts_for_it(store: SqliteStore) -> None:
    put(store, FLOOD)
    store.bring([whole(store)], (), by("zoe"))
    store.undo(by("zoe"))
    store.redo(by("zoe"))
    before = dump(store)
    with store.transaction() as connection:
        rebuild(connection, passed(connection))
    assert dump(store) == before


def test_much_is_written_a_part_at_a_time_whatever_it_is(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "BATCH", 2)
    monkeypatch.setattr(documents, "BATCH_BYTES", 2 * len(FLOOD))
    run: list[str] = []
    store.connection.set_trace_callback(run.append)
    (first, *_) = put(store, *(f"{FLOOD} {number}" for number in range(4)))
    assert run.count("COMMIT") == 2
    claims = [CLAIM._replace(uid=f"c{number}", document=first, text=f"{number}.") for number in range(4)]
    store.bring_in([Brought(first, "ada", claims=[one]) for one in claims], by("ada"))
    assert run.count("COMMIT") == 2 + 3  # the last of them finds that there is no more


def test_nothing_brings_nothing_in(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    with pytest.raises(Refused, match="nothing to bring in"):
        store.bring([], (), by("zoe"))
    with pytest.raises(Refused, match="no more"):
        store.bring([Brought(document, "ada", {999: quote()})], (), by("zoe"))
