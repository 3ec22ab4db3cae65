"""What an export holds, and that a failure leaves the old file as it was."""

import json
from pathlib import Path

import pytest

from reviewer.errors import ExportError
from reviewer.formats import Selection, named
from reviewer.formats.export import export_to_file
from reviewer.formats.files import replaced
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, put
from tests.formats.conftest import Memory, exported, findings, leftovers
from tests.formats.sample import SAMPLE, write_sample


def told(lines: list[bytes]) -> list[tuple[str, str | None, str | None]]:
    """Return the first word, reviewer and label of each record."""
    records = [json.loads(line) for line in lines]
    return [(record["text"].split()[0], record["reviewer"], record["label"]) for record in records]


def test_one_record_a_label_in_the_order_of_the_text(labelled: SqliteStore) -> None:
    assert told(exported(labelled)) == [
        ("😀", "ada", "quote"),
        ("😀", "ben", "assertion"),
        ("\u202eIt", "ada", "background"),
        ("The", "ben", "assertion"),
    ]


def test_the_selection_narrows_by_reviewer_label_and_document(labelled: SqliteStore) -> None:
    first, second = labelled.document_ids()
    assert told(exported(labelled, Selection(reviewer="ben", labels=["assertion"]))) == [
        ("😀", "ben", "assertion"),
        ("The", "ben", "assertion"),
    ]
    assert told(exported(labelled, Selection(labels=["quote", "background"]))) == [
        ("😀", "ada", "quote"),
        ("\u202eIt", "ada", "background"),
    ]
    both = exported(labelled, Selection(documents=[second, first]))
    assert [name for name, _, _ in told(both)] == ["The", "😀", "😀", "\u202eIt"]


def test_undecided_sentences_have_no_reviewer_and_no_label(labelled: SqliteStore) -> None:
    lines = exported(labelled, Selection(undecided=True))
    undecided = [json.loads(line) for line in lines if b'"label":null' in line]
    assert [(record["text"].split()[0], record["reviewer"]) for record in undecided] == [
        ("Nothing", None),
        ("Council", None),
        ("Rates", "ben"),
    ]
    assert undecided[0]["created"] is undecided[0]["modified"] is undecided[0]["decision"] is None
    assert "/" not in undecided[0]["id"]
    assert len({json.loads(line)["id"] for line in lines}) == len(lines) == 7


def test_what_others_have_decided_is_not_called_undecided(labelled: SqliteStore) -> None:
    lines = exported(labelled, Selection(reviewer="ada", labels=["background"], undecided=True))
    assert told(lines) == [
        ("\u202eIt", "ada", "background"),
        ("Nothing", None, None),
        ("Council", None, None),
        ("Rates", None, None),
    ]
    assert findings(labelled, lines) == []


def test_prefix_and_suffix_are_the_documents_own_words(labelled: SqliteStore) -> None:
    record = json.loads(exported(labelled)[2])
    document = labelled.by_sha256(record["document"]["sha256"])
    assert document is not None
    text = labelled.text(document.id)
    position, quote = record["target"]["selector"]
    start, end = position["start"], position["end"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[start - 32 : start],
        "suffix": text[end : end + 32],
    }
    assert record["context"] == {"before": text[: start - 1], "after": "Nothing else happened."}


def test_the_file_is_written_whole_and_nothing_else_is_left(labelled: SqliteStore, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "x.jsonl"
    assert export_to_file(labelled, named("jsonl"), Selection(), path).records == 4
    assert path.read_bytes() == b"".join(exported(labelled))
    assert path.stat().st_mode & 0o400
    path.chmod(0o640)
    export_to_file(labelled, named("jsonl"), Selection(reviewer="ada"), path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert len(path.read_bytes().splitlines()) == 2
    assert leftovers(folder) == ["x.jsonl"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError(28, "No space left on device"), ExportError("no")])
def test_a_failure_leaves_the_old_file(tmp_path: Path, failure: BaseException) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"old")

    def write() -> None:
        with replaced(path) as sink:
            sink.put(b"new")
            raise failure

    with pytest.raises((KeyboardInterrupt, ExportError)):
        write()
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["x.jsonl"]


def test_a_disk_that_gives_back_other_bytes_is_found_out(labelled: SqliteStore) -> None:
    class Rotten(Memory):
        def put(self, data: bytes) -> bytes:
            return data.replace(b'"quote"', b'"quota"')

    with pytest.raises(ExportError, match="label"):
        named("jsonl").write(labelled, Selection(), Rotten())

    class Full(Memory):
        def put(self, data: bytes) -> bytes:
            return data[:0]

    with pytest.raises(ExportError, match="not there"):
        named("jsonl").write(labelled, Selection(), Full())


def test_a_sentence_that_is_not_what_its_offsets_say_is_found_out(labelled: SqliteStore) -> None:
    labelled.connection.execute(
        "UPDATE sentences SET text = 'The council voted 7 to 3.' WHERE text LIKE 'The council%'"
    )
    with pytest.raises(ExportError, match="exact"):
        exported(labelled)


def test_an_empty_export_says_what_to_do(store: SqliteStore, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with pytest.raises(ExportError, match="no article"):
        export_to_file(store, named("jsonl"), Selection(), path)
    put(store, BUDGET)
    with pytest.raises(ExportError, match="nothing is labelled yet"):
        export_to_file(store, named("jsonl"), Selection(), path)
    assert not path.exists()


def test_places_that_cannot_be_replaced_are_refused(labelled: SqliteStore, tmp_path: Path) -> None:
    for path, why in ((tmp_path, "folder"), (Path("/dev/null"), "device"), (tmp_path / "no" / "x", "not there")):
        with pytest.raises(ExportError, match=why):
            export_to_file(labelled, named("jsonl"), Selection(), path)
    assert Path("/dev/null").is_char_device()


def test_a_link_is_followed(labelled: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_bytes(b"old")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    export_to_file(labelled, named("jsonl"), Selection(), tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_bytes() != b"old"


def test_the_sample_is_what_this_program_writes(tmp_path: Path) -> None:
    write_sample(tmp_path / "sample.jsonl")
    assert (tmp_path / "sample.jsonl").read_bytes() == SAMPLE.read_bytes()
