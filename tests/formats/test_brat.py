"""brat: folders that keep the rules of its standoff page, read here by a reader made from that page, and by our own."""

import itertools
import json
import re
import resource
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ExportError, InputError
from reviewer.formats import Losses, Misfit, Selection, Unit, named
from reviewer.formats.brat import plain
from reviewer.formats.brat_lines import ENDS, escaped, fragments, joined, parsed
from reviewer.formats.export import export_to_file
from reviewer.formats.making import units
from reviewer.store.marks import Attribution, Claim
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.alike import Forgetful, fitting, in_memory, misfits, texts, told
from tests.formats.canary import TEXT, T, canary
from tests.formats.round_trip import dropped

store = in_memory
DOCUMENTS = Selection(unit="document")


class Standoff(NamedTuple):
    """An annotation file as brat's page describes it: by id, spans with types and words, relations, the rest."""

    text: str
    spans: dict[str, tuple[str, list[tuple[int, int]], str]]
    relations: list[tuple[str, str, str]]
    attributes: list[tuple[str, ...]]
    notes: list[tuple[str, str, str]]


def standoff(path: Path) -> Standoff:
    """Read a pair of files, and hold them to the rules."""
    raw, lines = path.with_suffix(".txt").read_bytes(), path.read_bytes()
    assert b"\r" not in raw + lines
    assert not lines or lines.endswith(b"\n")
    text = raw.decode()
    found = Standoff(text, {}, [], [], [])
    seen = set()
    for line in lines.decode().splitlines():  # whatever ends a line anywhere must not stand within one
        name, _, rest = line.partition("\t")
        assert re.fullmatch(r"[TRA#][0-9]+", name)
        assert name not in seen
        seen.add(name)
        head, _, tail = rest.partition("\t")
        kind, *others = head.split(" ")
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", kind)
        if name[0] == "T":
            spans = [(int(start), int(end)) for start, end in (one.split(" ") for one in " ".join(others).split(";"))]
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(first[1] < second[0] for first, second in itertools.pairwise(spans))
            assert " ".join(text[start:end] for start, end in spans) == tail
            found.spans[name] = kind, spans, tail
        elif name[0] == "R":
            first, second = others
            found.relations.append((kind, first.removeprefix("Arg1:"), second.removeprefix("Arg2:")))
        elif name[0] == "A":
            found.attributes.append((kind, *others))
        else:
            found.notes.append((kind, others[0], tail))
    targets = {end for _, *ends in found.relations for end in ends}
    targets |= {one[1] for one in (*found.attributes, *found.notes)}
    assert targets <= found.spans.keys()
    return found


def configured(folder: Path) -> dict[str, list[str]]:
    """Read annotation.conf: the lines of each section."""
    found: dict[str, list[str]] = {}
    for line in (folder / "annotation.conf").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line:
            section.append(line)
    return found


def exported(store: SqliteStore, folder: Path) -> Losses:
    return export_to_file(store, named("brat"), DOCUMENTS, folder / "brat").losses


def pairs(folder: Path) -> list[Path]:
    return sorted((folder / "brat").glob("*.ann"))


def given_pair(folder: Path, text: bytes, ann: bytes) -> list[Unit | Misfit]:
    """Return what is read of a pair of files that another program wrote."""
    (folder / "doc.txt").write_bytes(text)
    (folder / "doc.ann").write_bytes(ann)
    return list(named("brat").read(folder))


def everything(store: SqliteStore) -> int:
    """Put the canary with all that brat can hold."""
    document = canary(store)
    ada = by()
    store.annotate(place(store, document, 1), ada, "types", check_worthiness="CFS", claim_types="numerical causal")
    store.annotate(place(store, document, 1), ada, "note", note="first\nsecond \\n third\u2028\\")
    store.take_over(place(store, document, 2), 0, ada)
    outer, _ = store.attributions(document, "ada")
    start = TEXT.index("4%")
    store.attribute(
        Attribution("", document, "ada", (), (), ((start, start + 2),), outer.speaker, "mixed", "the press", outer.uid,
                    "", "", "", ""),
        ada,
    )  # fmt: skip
    store.put_claim(Claim("", document, "ada", 2, 11, "There is a mayor.", True, "", "", "", ""), ada)
    return document


def test_the_canary_has_the_lines_that_are_agreed(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    exported(store, tmp_path)
    first, second = map(standoff, pairs(tmp_path))
    assert first.text == second.text == TEXT
    assert ("SOURCE", [(2, 11)], "The mayor") in first.spans.values()
    assert ("CONTENT", [(18, 31)], "taxes fell 4%") in first.spans.values()
    assert ("CONTENT", [(52, 58), (71, 83)], "“rose” “by a third”") in first.spans.values()
    assert ("Quote", [(0, 43)], T) in first.spans.values()
    names = {(kind, words): name for name, (kind, _, words) in first.spans.items()}
    source, content = names["SOURCE", "The mayor"], names["CONTENT", "taxes fell 4%"]
    assert ("said_by", content, source) in first.relations
    assert ("Uncertain", names["Quote", T]) in first.attributes
    assert ("AnnotatorNotes", names["Quote", T], 'ask the "statistics office"\tat once') in first.notes
    assert list(second.spans.values()) == [("Assertion", [(0, 43)], T)]


def test_every_type_is_configured_where_it_is_used(store: SqliteStore, tmp_path: Path) -> None:
    everything(store)
    exported(store, tmp_path)
    conf = configured(tmp_path / "brat")
    assert list(conf) == ["entities", "relations", "events", "attributes"]
    allowed = {line.partition("\t")[0]: line.partition("\t")[2] for line in conf["relations"] + conf["attributes"]}
    for one in map(standoff, pairs(tmp_path)):
        assert {kind for kind, _, _ in one.spans.values()} <= set(conf["entities"])
        for kind, first, second in one.relations:
            assert allowed[kind] == f"Arg1:{one.spans[first][0]}, Arg2:{one.spans[second][0]}"
        for kind, where, *value in one.attributes:
            arguments, _, values = allowed[kind].removeprefix("Arg:").partition(", Value:")
            assert one.spans[where][0] in arguments.split("|")
            assert value == [] if not values else value[0] in values.split("|")


def test_everything_comes_back(store: SqliteStore, tmp_path: Path) -> None:
    everything(store)
    losses = exported(store, tmp_path)
    out = [told(unit, dated=False) for unit in units(store, DOCUMENTS, Losses())]
    found = list(named("brat").read(tmp_path / "brat"))
    fitting(found)
    assert [told(one, dated=False) for one in found if isinstance(one, Unit)] == out
    assert dropped(losses) == {}


def test_one_file_is_read_as_well(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    exported(store, tmp_path)
    (unit,) = (one for one in named("brat").read(pairs(tmp_path)[1]) if isinstance(one, Unit))
    assert (unit.layer, unit.text) == ("ben", TEXT)


def test_line_ends_of_windows_keep_their_places(store: SqliteStore, tmp_path: Path) -> None:
    text = "It rained\r\nall day, said\rthe mayor.\r\n\r\nIt stopped."
    (document,) = put(store, text)
    store.annotate(place(store, document, 0), by(), "label", label="assertion")
    losses = exported(store, tmp_path)
    (path,) = pairs(tmp_path)
    one = standoff(path)
    assert one.text == "It rained \nall day, said\nthe mayor. \n \nIt stopped."
    assert list(one.spans.values())[0][:2] == ("Assertion", [(0, 10), (11, 24), (25, 35)])  # noqa: RUF015 - the first of all
    assert dropped(losses) == {"carriage returns, which stand as spaces or line ends in the text file": 4}
    (unit,) = (found for found in named("brat").read(tmp_path / "brat") if isinstance(found, Unit))
    assert unit.text == text
    assert unit.marks[0].spans == ((0, 35),)


@given(st.text(alphabet="ab \r\n😀\u2028\x85\x0b", max_size=20))
def test_a_text_without_carriage_returns_is_as_long(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert "\r" not in plain(text)
    assert [place for place, sign in enumerate(plain(text)) if sign != text[place]] == [
        place for place, sign in enumerate(text) if sign == "\r"
    ]


@given(st.text(alphabet=st.sampled_from(["a", " ", *sorted(ENDS)]), max_size=20), st.data())
def test_fragments_hold_no_line_end_and_join_again(text: str, data: st.DataObject) -> None:
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    cut = fragments(text, ((start, end),))
    assert all(ENDS.isdisjoint(text[first:last]) for first, last in cut)
    if cut:
        assert joined(text, cut) == ((cut[0][0], cut[-1][1]),)


@given(st.text(alphabet=st.sampled_from(["\\", "n", "u", "0", "a", "\t", " ", *sorted(ENDS)]), min_size=1, max_size=12))
def test_a_note_is_one_line_and_comes_back(note: str) -> None:
    line = escaped(note)
    assert ENDS.isdisjoint(line)
    (mark,), _, wrong = parsed(f"T1\tQuote 0 1\ta\n#1\tAnnotatorNotes T1\t{line}\n", "a", ours=True)
    assert wrong == []
    assert mark.said is not None
    assert mark.said.note == note


def test_names_of_files_are_safe_and_one_of_a_kind(store: SqliteStore, tmp_path: Path) -> None:
    document = canary(store)
    for who in ("a/../b", "a b.ann", "Ünï 😀", "a-b-ann"):
        store.annotate(place(store, document, 0), by(who), "label", label="quote")
    exported(store, tmp_path)
    names = [path.stem for path in pairs(tmp_path)]
    assert len(set(names)) == 6
    assert all(re.fullmatch(r"[0-9]{8}-[a-z0-9-]+", name) for name in names)
    layers = {one.layer for one in named("brat").read(tmp_path / "brat") if isinstance(one, Unit)}
    assert layers == {"ada", "ben", "a/../b", "a b.ann", "Ünï 😀", "a-b-ann"}


def test_a_folder_holds_more_files_than_may_be_open(store: SqliteStore, tmp_path: Path) -> None:
    for document in put(store, *(f"It rained on day {number}." for number in range(150))):
        store.annotate(place(store, document, 0), by(), "label", label="assertion")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
    try:
        exported(store, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(fitting(named("brat").read(tmp_path / "brat"))) == len(pairs(tmp_path)) == 150
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "brat").iterdir()} == {
        (tmp_path / "brat").stat().st_mode & 0o666
    }


FOREIGN = """T1\tQuote 0 5\tRain.
T2\tSOURCE 6 9;14 18\tAnn said
T3\tQUOTE_MARK 6 9\tAnn
E1\tQuote:T1 Theme:T2
*\tEquiv T1 T3
N1\tReference T2 Wiki:1\tAnn
R1\tmet Arg1:T1 Arg2:T2
M1\tNegation T1
A2\tUncertain T1
#1\tAnnotatorNotes T1\tso?\\n
#2\tAnnotatorNotes T2\twho?
"""


def test_a_folder_of_another_project_is_read(tmp_path: Path) -> None:
    found = given_pair(tmp_path, b"Rain. Ann Lee said.\r\nEnd.", FOREIGN.replace("\n", "\r\n").encode())
    (unit,) = (one for one in found if isinstance(one, Unit))
    assert (unit.text, unit.origin.name, unit.layer) == ("Rain. Ann Lee said.\nEnd.", "doc.txt", None)
    assert [(mark.label, mark.spans) for mark in unit.marks] == [
        ("Quote", ((0, 5),)),
        ("SOURCE", ((6, 9), (14, 18))),
        ("QUOTE_MARK", ((6, 9),)),
    ]
    said = unit.marks[0].said
    assert said is not None
    assert (said.uncertain, said.note) == (True, "so?\\n")
    assert [what for _, what in misfits(found)] == [
        "doc.ann: 'met' is no relation of these, or of a span that is not there",
        (
            "doc.ann: lines of kinds that have no place here were left out: 1 of *, 1 of E, 1 of N, "
            "1 of attribute Negation, 1 of note AnnotatorNotes"
        ),
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("T2\tQuote 0 99\tRain.", "T2: offsets 0 to 99 are out of range; the text has 10 code points"),
        ("T2\tQuote 5 0\tRain.", "T2: offsets 5 to 0 are out of range"),
        ("T2\tQuote 0 5\tHail.", "T2: its words are 'Hail.', but the text has 'Rain.' there"),
        ("T2\tQuote 0 5;3 7\tRain.", "T2: its parts overlap or are out of order at 3"),
        ("T1\tQuote 0 5\tRain.", "T1: has come before"),
        ("T2\tQuote -1 5\tRain.", "is no line of brat's standoff format"),
        ("T2\tQuote 0 99999999999999999999\tRain.", "is no line of brat's standoff format"),
        ("T2 Quote 0 5 Rain.", "is no line of brat's standoff format"),
        ("R1\tsaid_by Arg1:T1", "is no line of brat's standoff format"),
        ("R1\tsaid_by Arg1:T1 Arg2:T9", "of a span that is not there"),
        ("A\x1b[31m", "is no line of brat's standoff format"),
        ("\x1b[31m", "lines of kinds that have no place here"),
        ("A1\tUncertain T9", "1 of attribute Uncertain"),
    ],
)
def test_a_line_that_does_not_fit_is_told_and_nothing_else_is_lost(tmp_path: Path, line: str, what: str) -> None:
    ann = f"T1\tQuote 0 5\tRain.\n{line}\nT3\tQuote 6 10\tEnd."
    found = given_pair(tmp_path, b"Rain. End.", ann.encode())
    (unit,) = (one for one in found if isinstance(one, Unit))
    assert [mark.spans for mark in unit.marks] == [((0, 5),), ((6, 10),)]
    ((_, why),) = misfits(found)
    assert what in why
    assert why.startswith("doc.ann: ")
    assert why.isprintable()


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("bad.ann", b"T1\tQuote 0 1\tR\xff", "bad.ann: is not UTF-8"),
        ("bad.txt", b"\xff\xfe", "bad.txt: is not UTF-8"),
        ("bad.txt", None, "bad.txt is not there"),
    ],
)
def test_a_pair_that_cannot_be_read_is_told_and_the_others_come(
    tmp_path: Path, name: str, data: bytes | None, what: str
) -> None:
    for stem in ("bad", "good"):
        (tmp_path / f"{stem}.txt").write_text("Rain.")
        (tmp_path / f"{stem}.ann").write_text("T1\tQuote 0 5\tRain.\n")
    (tmp_path / name).unlink()
    if data is not None:
        (tmp_path / name).write_bytes(data)
    found = list(named("brat").read(tmp_path))
    assert texts(found) == ["Rain."]
    ((_, why),) = misfits(found)
    assert what in why


def test_an_index_that_is_broken_loses_no_annotation(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    exported(store, tmp_path)
    index = tmp_path / "brat" / "documents.jsonl"
    first, second = index.read_text("utf-8").splitlines()
    broken = {**json.loads(second), "layer": 7, "returns": ["x", -1], "marks": [], "document": None}
    index.write_text(f"{first[:9]}\n[]\n{json.dumps(broken)}\n", "utf-8")
    found = list(named("brat").read(tmp_path / "brat"))
    assert texts(found) == [TEXT, TEXT]
    assert [one.layer for one in found if isinstance(one, Unit)] == [None, None]


def test_what_is_no_folder_of_brat_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("x")
    for path, why in (
        (tmp_path, "holds no .ann file"),
        (tmp_path / "other.md", "is no folder and no .ann file"),
        (tmp_path / "none", "does not exist; check the name"),
    ):
        with pytest.raises(InputError, match=why):
            list(named("brat").read(path))


def test_what_cannot_be_read_back_is_no_export(store: SqliteStore) -> None:
    canary(store)
    with pytest.raises(ExportError, match=r"flood\.txt: what was written does not match the database"):
        named("brat").write(store, DOCUMENTS, Forgetful())
