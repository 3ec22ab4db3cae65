"""`reviewer import` takes back what `reviewer export` wrote, says what came, and undoes it as one."""

import json
from pathlib import Path

from reviewer.cli.records import take_records
from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import by


def export(ran: Run, folder: Path) -> Path:
    """Export everything there is, and begin with an empty database."""
    assert ran("export", "--layer", "all", "-o", "labels.jsonl").code == 0
    (folder / "reviewer.db").rename(folder / "old.db")
    return folder / "labels.jsonl"


def test_an_export_comes_back_with_the_same_bytes(database: Path, ran: Run) -> None:
    path = export(ran, database.parent)
    done = ran("import", "labels.jsonl", "--reviewer", "zoe")
    assert (done.code, done.out) == (0, "")
    assert done.err == "restored: 1 new article, 4 labels\n"
    assert ran("export", "--layer", "all", "-o", "again.jsonl").code == 0
    assert (database.parent / "again.jsonl").read_bytes() == path.read_bytes()
    assert ran("import", "labels.jsonl", "--reviewer", "zoe").err == "restored: 4 there already\n"


def test_the_log_says_what_was_brought_in_and_stats_do_not_count_it_as_work(database: Path, ran: Run) -> None:
    export(ran, database.parent)
    ran("import", "labels.jsonl", "--reviewer", "zoe")
    told = ran("log").out
    assert "zoe: brought in 3 labels of ada" in told
    assert "zoe: import" in told
    assert "zoe" not in ran("stats").out
    with_json = [json.loads(line) for line in ran("log", "--json").out.splitlines()]
    assert [one["action"] for one in with_json] == ["bring", "bring", "import"]
    store = SqliteStore.open(database)
    store.undo(by("zoe"))
    assert store.totals() == (0, 0, [])
    store.close()
    assert "undo: brought in 3 labels of ada" in ran("log").out


def test_what_does_not_fit_is_told_with_its_line(database: Path, ran: Run) -> None:
    path = export(ran, database.parent)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, "{\x1b[31m\n", lines[0].replace('"label_given":"', '"label_given":"x')]), "utf-8")
    done = ran("import", "labels.jsonl")
    assert done.code == 2
    assert done.err.splitlines()[0].startswith("reviewer: labels.jsonl:5: is no record: Invalid JSON")
    assert "labels.jsonl:6: is no record: label 'xassertion' is none of: quote, " in done.err
    assert done.err.splitlines()[-1] == "restored: 1 new article, 4 labels, 2 refused"
    assert "\x1b" not in done.err


def test_records_and_articles_are_taken_in_one_call(database: Path, ran: Run) -> None:
    export(ran, database.parent)
    (database.parent / "more.txt").write_text("Rain\n\nIt rained all day.", "utf-8")
    with (database.parent / "labels.jsonl").open("a") as file:
        file.write("{\n")
    done = ran("import", "labels.jsonl", "more.txt")
    assert done.code == 2
    assert "restored: 1 new article, 4 labels, 1 refused" in done.err
    assert "articles: 1 new" in done.err, "what is refused of one file keeps none of the others"


def test_a_file_that_cannot_be_read_keeps_no_other_one_out(database: Path, ran: Run) -> None:
    export(ran, database.parent)
    done = ran("import", "--format", "jsonl", "nowhere.jsonl", "labels.jsonl")
    assert done.code == 2
    assert done.err == (
        "reviewer: nowhere.jsonl: does not exist; check the name\nrestored: 1 refused\n"
        "restored: 1 new article, 4 labels\n"
    )


def test_records_are_known_whatever_the_name_and_the_first_line(database: Path, ran: Run) -> None:
    path = export(ran, database.parent)
    assert ran("import", str(path.rename(path.with_name("LABELS.JSONL")))).err == "restored: 1 new article, 4 labels\n"
    broken = path.with_name("broken.jsonl")
    broken.write_bytes(b"{}\n" + path.with_name("LABELS.JSONL").read_bytes())
    assert "take it in with: reviewer import --format jsonl FILE" in ran("import", "broken.jsonl").err
    assert ran("import", "--format", "jsonl", "broken.jsonl").err.endswith("restored: 4 there already, 1 refused\n")


def test_suggestions_without_a_database_bring_their_article(database: Path, ran: Run) -> None:
    (database.parent / "rain.txt").write_text("Rain\n\n“It rained,” she said.", "utf-8")
    assert ran("suggest", "rain.txt", "-o", "rain.jsonl").code == 0
    done = ran("import", "rain.jsonl")
    assert (done.code, done.err) == (
        0, "restored: 1 new article, 2 suggestions left out (--as suggestions takes them)\n"
    )  # fmt: skip
    store = SqliteStore.open(database)
    assert take_records(store, by("zoe"), ["rain.jsonl"], suggestions=True) == 0
    assert len(store.proposed(store.document_ids()[-1])) == 2
    store.close()
