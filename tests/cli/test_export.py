"""`reviewer export`: where it writes, what it says, and `--check`."""

import json
import os
from pathlib import Path

from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import by, place, put
from tests.report.desk import worked_on


def test_the_default_is_a_file_named_after_the_database(ran: Run, database: Path) -> None:
    done = ran("export")
    assert done == (0, "", "exports/reviewer.jsonl: 4 records, checked against the database\n")
    assert len((database.parent / "exports" / "reviewer.jsonl").read_bytes().splitlines()) == 4
    database.rename(database.with_name("desk two.db"))
    assert ran("export", "--db", "desk two.db").err.startswith("exports/desk two.jsonl: ")


def test_stdout_takes_the_records_alone(ran: Run, database: Path) -> None:
    assert database.exists()
    done = ran("export", "-o", "-", "--label", "assertion", "--label", "quote", "--reviewer", "ada")
    assert (done.code, done.err) == (0, "")
    assert [json.loads(line)["label"] for line in done.out.splitlines()] == ["assertion", "assertion"]
    assert len(ran("export", "-o", "-", "--include-undecided").out.splitlines()) == 5


def test_a_check_passes_and_fails_with_line_numbers(ran: Run, database: Path) -> None:
    ran("export", "-o", "x.jsonl")
    done = ran("export", "--check", "x.jsonl")
    assert done == (0, "x.jsonl: every record matches the database and the schema\n", "")
    path = database.with_name("x.jsonl")
    path.write_bytes(path.read_bytes().replace(b'"label":"background"', b'"label":"quote"'))
    done = ran("export", "--check", "x.jsonl")
    assert done.code == 2
    assert (
        done.out
        == "x.jsonl:4: label is 'quote', the database has 'background' now: the export is stale; export again\n"
    )
    assert done.err == "reviewer: x.jsonl: 1 thing does not match the database or the schema\n"
    assert ran("export", "--check", "-", given=path.read_bytes()).out.startswith("-:4: label is 'quote'")


def test_a_check_shows_twenty_findings_and_counts_the_rest(ran: Run, database: Path) -> None:
    database.with_name("x.jsonl").write_bytes(b"{\n" * 33)
    done = ran("export", "--check", "x.jsonl")
    assert done.code == 2
    assert len(done.out.splitlines()) == 21
    assert done.out.splitlines()[-1] == "… and 13 more"
    assert "33 things do not match" in done.err


def test_an_empty_export_is_refused_and_makes_no_file(ran: Run, database: Path) -> None:
    done = ran("export", "--label", "not_a_claim", "-o", "x.jsonl")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("reviewer: no labelled sentence is in this selection; ")
    assert not database.with_name("x.jsonl").exists()
    assert "zoe has labelled nothing; labels there are from ada, ben" in ran("export", "--reviewer", "zoe").err


def test_errors_are_one_line_and_code_2(ran: Run, folder: Path) -> None:
    for arguments in (("export",), ("export", "--check", "none.jsonl"), ("status",), ("log",)):
        done = ran(*arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.count("\n") == 1
        assert "there is no database yet" in done.err
    assert not (folder / "exports").exists()


def test_a_file_that_cannot_be_read_or_written_is_named(ran: Run, database: Path) -> None:
    assert database.exists()
    assert ran("export", "--check", "none.jsonl").err == "reviewer: none.jsonl: does not exist; check the name\n"
    assert ran("export", "-o", "none/x.jsonl").err.startswith("reviewer: none/x.jsonl: its folder is not there")
    assert ran("export", "--check", ".").code == 2
    os.mkfifo("pipe.jsonl")
    for never_ends, told in (("pipe.jsonl", "is a pipe"), ("/dev/zero", "is a device")):
        assert ran("export", "--check", never_ends).err.startswith(f"reviewer: {never_ends}: {told}")


def test_a_view_of_quotes_says_so_and_keeps_the_label_given(ran: Run, database: Path) -> None:
    assert database.exists()
    done = ran("export", "-o", "-", "--quote-policy", "verbatim")
    given = [json.loads(line) for line in done.out.splitlines()]
    assert [(one["label"], one["label_given"]) for one in given if one["reviewer"] != "ada"] == [("assertion", "quote")]
    assert {one["quote_policy"] for one in given} == {"verbatim"}
    assert ran("export", "--check", "-", given=done.out.encode()).code == 0
    assert ran("export", "--quote-policy", "loose").code == 2


def test_claim_reviews_are_signed_by_the_publisher_and_stand_beside_the_labels(ran: Run, folder: Path) -> None:
    store = SqliteStore.open(folder / "reviewer.db")
    worked_on(store)
    store.close()
    done = ran("export", "--format", "claimreview")
    assert done.code == 2
    assert done.err.startswith("reviewer: a ClaimReview is signed: give [publisher] in reviewer.toml")
    (folder / "reviewer.toml").write_text('[publisher]\nname = "Desk"\nurl = "https://desk.example"\n', "utf-8")
    done = ran("export", "--format", "claimreview")
    assert done.err == "exports/reviewer.claimreview.jsonl: 1 record, checked against the database\n"
    assert ran("export", "--format", "claimreview", "--check", "exports/reviewer.claimreview.jsonl").code == 0
    assert ran("export", "--format", "claimreview", "--layer", "adjudicated").err == (
        "reviewer: no claim in this selection is approved; see how far each is with: reviewer open, then l\n"
    )
    assert ran("export", "--format", "claimreview", "--label", "quote").code == 2


def test_a_layer_that_is_empty_says_what_there_is(ran: Run, database: Path) -> None:
    assert database.exists()
    done = ran("export", "--layer", "adjudicated")
    assert done.err == (
        "reviewer: no label is in the layer adjudicated; the labels there are in: reviewer; choose by --layer\n"
    )
    assert ran("export", "--layer", "adjudicated", "--reviewer", "ada").err == (
        "reviewer: what was adjudicated is no reviewer's own; leave out --reviewer or --layer\n"
    )
    assert len(ran("export", "--layer", "all", "-o", "-").out.splitlines()) == 4


def test_a_split_parts_whole_articles_into_three_files(ran: Run, folder: Path) -> None:
    store = SqliteStore.open(folder / "reviewer.db")
    for number in range(40):
        (document,) = put(store, f"Case {number}\n\nThe court heard witness number {number} on Monday.")
        store.annotate(place(store, document, 1), by("ada"), "label", label="assertion")
    store.close()
    done = ran("export", "-o", "x.jsonl", "--split", "50/25/25", "--seed", "7")
    names = ["x.train.jsonl", "x.validation.jsonl", "x.test.jsonl"]
    lines = [(folder / name).read_bytes().splitlines() for name in names]
    assert sum(map(len, lines)) == 40
    told = [
        f"{name}: {len(one)} records, checked against the database\n" for name, one in zip(names, lines, strict=True)
    ]
    assert done == (0, "", "".join(told))
    assert all(lines)
    ran("export", "-o", "y.jsonl", "--split", "50/25/25", "--seed", "7")
    assert (folder / "y.test.jsonl").read_bytes() == (folder / "x.test.jsonl").read_bytes()
    ran("export", "-o", "z.jsonl", "--split", "50/25/25", "--seed", "8")
    assert (folder / "z.test.jsonl").read_bytes() != (folder / "x.test.jsonl").read_bytes()


def test_only_what_is_signed_off_when_asked(ran: Run, folder: Path) -> None:
    store = SqliteStore.open(folder / "reviewer.db")
    worked_on(store)
    store.close()
    everything = ran("export", "-o", "-").out.splitlines()
    approved = [json.loads(line) for line in ran("export", "-o", "-", "--approved-only").out.splitlines()]
    assert 0 < len(approved) < len(everything)
    assert all(one["review"]["approved"] for one in approved)


def test_what_a_format_does_not_take_is_said(ran: Run, database: Path) -> None:
    assert database.exists()
    told = {
        ("--format", "prodigal"): "there is no format prodigal; there are: jsonl, ",
        ("--unit", "document"): "jsonl has records of sentence, not of document",
        ("--with", "scheme=iob1"): "jsonl has no option scheme; it has: none",
        ("--split", "80/20"): "--split takes three whole numbers that add up to 100, such as 80/10/10",
        ("--split", "80/10/20"): "--split takes three whole numbers",
        ("--split", "80/10/10", "-o", "-"): "stdout is one file; give a name with -o",
        ("--approved-only",): "no claim in this selection is approved",
    }
    for arguments, why in told.items():
        done = ran("export", *arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"reviewer: {why}"), done.err
