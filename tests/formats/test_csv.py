"""CSV: tables that spreadsheets open without computing anything, and that come back as they went out."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ExportError, InputError
from reviewer.formats import Selection, Unit, named
from reviewer.formats.csv_cells import original, safe
from reviewer.formats.csv_table import COLUMNS
from reviewer.store.marks import Attribution
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.alike import Forgetful, both_ways, fitting, in_memory, misfits, read_back, texts, told, written
from tests.formats.canary import T, canary
from tests.formats.round_trip import dropped
from tests.report.desk import worked_on

store = in_memory

COMPUTED = "=+-@\t\r\n＝＋－＠﹢﹣﹦﹫"


def rows(data: bytes) -> list[dict[str, str]]:
    """Read a table as a data frame would."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("unit", ["sentence", "claim"])
def test_the_canary_comes_back_whole(store: SqliteStore, tmp_path: Path, unit: str) -> None:
    canary(store)
    out, back = both_ways(store, "csv", Selection(unit=unit, undecided=unit == "sentence"), tmp_path)  # type: ignore[arg-type] # one of two
    assert out
    for one in (*out, *back):
        if unit == "claim":  # a claim's row is of the claim: the label of the sentence it is from is not in it
            one["said"] = one["said"]._replace(label=None)
    assert back == out


def test_a_row_has_columns_for_who_reads_it(store: SqliteStore) -> None:
    canary(store)
    data, losses = written(store, "csv")
    first, *_ = rows(data)
    assert list(first) == list(COLUMNS)
    assert {name: first[name] for name in ("text", "label", "uncertain", "source", "cue", "content", "speaker")} == {
        "text": T, "label": "quote", "uncertain": "yes", "source": "The mayor", "cue": "said",
        "content": "taxes fell 4%", "speaker": "Ann Rød",
    }  # fmt: skip
    assert (first["start"], first["end"], first["reviewer"]) == ("0", "43", "ada")
    assert losses.items() == []
    assert data.count(b"\r\n") == 5


def test_the_verdict_is_the_label_of_a_claim_and_its_check_is_told_as_lost(store: SqliteStore) -> None:
    worked_on(store)
    data, losses = written(store, "csv", Selection(unit="claim"))
    assert [row["label"] for row in rows(data)] == ["supported"]
    assert losses.items() == [("checks of claims", 1)]


@given(st.text(alphabet=st.sampled_from([*COMPUTED, "'", " ", '"', "\0", "\u200b", "a", ",", ";", "é"]), max_size=8))
def test_a_cell_is_made_safe_and_given_back_exactly(value: str) -> None:
    cell = safe(value)
    assert original(cell) == value
    assert not cell.lstrip(' \u200b"').startswith(tuple("=+-@＝＋－＠﹢﹣﹦﹫"))
    assert not cell.startswith(("\t", "\r", "\n", "\0"))


@given(st.text(max_size=20))
def test_what_no_spreadsheet_would_compute_is_left_as_it_is(value: str) -> None:
    words = f"a{value}"
    assert safe(words) == words == original(words)


@pytest.mark.parametrize(
    "formula", ['=HYPERLINK("http://x/","a")', "+1", "-1+1", "@SUM(A1)", "＝1+1", "\u200b=1", "'=1"]
)
def test_no_cell_of_an_export_is_a_formula(store: SqliteStore, tmp_path: Path, formula: str) -> None:
    (document,) = put(store, f"{formula} is what it says. Nothing else.")
    act = by(formula)
    store.annotate(place(store, document, 0), act, "label", label="quote")
    store.annotate(place(store, document, 0), act, "note", note=formula)
    data, _ = written(store, "csv")
    (row,) = rows(data)
    assert [row[name][0] for name in ("text", "note", "reviewer")] == ["'"] * 3
    (back,) = (one for one in read_back("csv", data, tmp_path) if isinstance(one, Unit))
    assert back.text.startswith(formula)
    assert (back.said.note if back.said else None, back.layer) == (formula, formula)


def test_line_ends_within_a_text_stay_as_they_are(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, "It rained\r\nall day long, said\nthe mayor.\r\n\r\nIt stopped.")
    store.annotate(place(store, document, 0), by(), "label", label="assertion")
    store.annotate(place(store, document, 0), by(), "note", note='one\rtwo\nthree\r\n,;"four')
    out, back = both_ways(store, "csv", Selection(), tmp_path)
    assert back == out
    assert "\r\n" in out[0]["what"][1]


def test_excel_knows_utf8_by_the_mark_that_is_asked_for(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    plain, marked = (written(store, "csv", Selection(options={"bom": bom}))[0] for bom in ("no", "yes"))
    assert marked == b"\xef\xbb\xbf" + plain
    assert fitting(read_back("csv", marked, tmp_path)) == fitting(read_back("csv", plain, tmp_path))


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_anybodys_table_is_read_with_a_text_and_a_label(tmp_path: Path, comma: str) -> None:
    lines = [["LABEL", "Who", " Text "], ["quote", "x", T], ["", "", ""], ["", "y", "Undecided."]]
    data = "\n".join(comma.join(f'"{cell}"' for cell in line) for line in lines).encode()
    first, second = (one for one in read_back("csv", data, tmp_path) if isinstance(one, Unit))
    assert (first.text, first.label, first.start, first.layer, first.line) == (T, "quote", None, None, 2)
    assert (second.label, second.line, second.said) == (None, 4, None)


def test_words_in_columns_are_found_in_the_text(tmp_path: Path) -> None:
    data = f"text,label,source,cue,content,speaker\n{T},quote,The mayor,said,taxes fell 4%,Ann\n".encode()
    (unit,) = (one for one in read_back("csv", data, tmp_path) if isinstance(one, Unit))
    content, *_ = unit.marks
    assert [(mark.label, mark.spans) for mark in unit.marks] == [
        ("CONTENT", ((18, 31),)),
        ("SOURCE", ((2, 11),)),
        ("CUE", ((12, 16),)),
    ]
    assert content.speaker is not None
    assert content.speaker.name == "Ann"
    assert content.attribution is not None
    assert content.attribution.source == ((2, 11),)


HEAD = b"text,label,start,end,marks,uncertain,check_worthiness,claim_types,content\n"
MARK = '{""marks"":[{""id"":""a"",""label"":""CONTENT"",""spans"":[[0,4]],""text"":""%s""}]}'


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (b",quote", "has no text"),
        (b"Rain.,quote,0,9", "offsets 0 to 9 are off; the text has 5 code points"),
        (b"Rain.,quote,-1", "start is '-1'; it is a whole number from 0"),
        (b"Rain.,quote,99999999999999999999", "start is '99999999999999999999'"),
        (b"Rain.,quote,1e3", "start is '1e3'"),
        (b"Rain.,quote,,,{", "marks: "),
        (b"Rain.,quote,,," + b"[" * 5000, "marks: "),
        (f'Rain.,quote,,,"{MARK % "Hail"}"'.encode(), "marks: a: its words are not those that stand there"),
        (f'Rain.,quote,,,"{MARK.replace("4", "99") % "Rain"}"'.encode(), "marks: a: offsets 0 to 99 are out of range"),
        (b"Rain.,quote,,,,perhaps", "uncertain is 'perhaps'; write yes or nothing"),
        (b"Rain.,quote,,,,,VERY", "check_worthiness is 'VERY'"),
        (b"Rain.,quote,,,,,,magical", "claim_types hold 'magical'"),
        (b"Rain rain.,quote,,,,,,,ain", "content 'ain' stands 2 times in the text"),
        (b"Rain\xff.,quote", "is not UTF-8"),
        (b"Rain.,quote,,,,,,,,,,,too,many", "has 14 cells, but the first line names 9 columns"),
    ],
)
def test_a_row_that_does_not_fit_is_told_with_its_line_and_nothing_else_is_lost(
    tmp_path: Path, row: bytes, what: str
) -> None:
    found = read_back("csv", HEAD + b'"First\nof two lines.",quote\n' + row + b"\nLast.,quote\n", tmp_path)
    assert texts(found) == ["First\nof two lines.", "Last."]
    ((line, why),) = misfits(found)
    assert line == 4
    assert what in why
    assert "\n" not in why


def test_a_line_that_is_too_long_is_told_and_the_next_one_comes(tmp_path: Path) -> None:
    found = read_back("csv", HEAD + b"First.,quote\n" + b"a," * 5_000_000 + b"\nLast.,quote\n", tmp_path)
    assert texts(found) == ["First.", "Last."]
    assert misfits(found) == [(3, "is not UTF-8, or a line of it is longer than 4,194,304 characters")]


def test_a_sentence_may_be_long(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, "rain " * 50_000)
    store.annotate(place(store, document, 0), by(), "label", label="assertion")
    out, back = both_ways(store, "csv", Selection(), tmp_path)
    assert back == out


def test_a_quote_that_is_never_closed_loses_no_row_before_it(tmp_path: Path) -> None:
    found = read_back("csv", HEAD + b'First.,quote\n"Rain,quote\nLast.,quote\n', tmp_path)
    assert texts(found)[0] == "First."


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00\x01", b"text\nRain.\n", b"\x00" * 100])
def test_what_is_no_table_of_texts_and_labels_is_one_line(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match="names no columns text and label") as told_once:
        read_back("csv", data, tmp_path)
    assert "\n" not in str(told_once.value)


def test_what_cannot_be_read_back_is_no_export(store: SqliteStore) -> None:
    canary(store)
    with pytest.raises(ExportError, match=r"flood\.txt: what was written does not match the database"):
        named("csv").write(store, Selection(), Forgetful())


def test_a_table_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        list(named("csv").read(tmp_path / "none.csv"))


def test_a_piece_of_an_attribution_never_takes_the_place_of_the_whole(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, "“It rained. It poured,” said Ann.")
    for index in range(2):
        store.annotate(place(store, document, index), by(), "label", label="quote")
    one = Attribution("", document, "ada", (), (), ((0, 22),), None, "direct", "", None, "", "", "", "")
    store.attribute(one, by())
    (whole,) = store.attributions(document, "ada")
    for name in ("csv", "w3c"):
        data, losses = written(store, name)
        uids = [
            mark.attribution.uid
            for unit in read_back(name, data, tmp_path)
            if isinstance(unit, Unit)
            for mark in unit.marks
            if mark.attribution
        ]
        assert len({*uids, whole.uid}) == 3
        assert dropped(losses) == {"spans that were cut at the edge of a sentence": 2}


def test_what_is_read_says_when_it_was_said(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    data, _ = written(store, "csv")
    first = next(one for one in read_back("csv", data, tmp_path) if isinstance(one, Unit))
    assert first.said is not None
    assert first.said.created[:2] == "20"
    assert told(first, dated=False)["said"].created == ""
