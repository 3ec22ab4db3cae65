"""`reviewer report`: which article is meant, where the page goes, and what is refused."""

from pathlib import Path

from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import BUDGET, article, by
from tests.report.desk import worked_on


def desk(folder: Path) -> None:
    """Make a database with an article that was worked on and one that was not."""
    from reviewer.articles.sentences import SPLITTER  # noqa: PLC0415 - only here
    from reviewer.articles.structure import segment  # noqa: PLC0415 - only here

    store = SqliteStore.open(folder / "reviewer.db")
    worked_on(store)
    store.add([(article(BUDGET, "desk/budget.txt"), segment(BUDGET))], by(), SPLITTER)
    store.close()


def test_an_article_is_named_as_it_comes_to_mind(ran: Run, folder: Path) -> None:
    desk(folder)
    for name in ("flood.txt", "flood", "Flood closes bridge", "closes BRIDGE"):
        assert ran("report", name) == (0, "", "exports/flood.html: 1 article\n")
    assert ran("report", "desk/budget.txt").err == "exports/budget.html: 1 article\n"
    assert (folder / "exports" / "flood.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_name_of_the_file_says_the_form(ran: Run, folder: Path) -> None:
    desk(folder)
    assert ran("report", "flood", "-o", "flood.md").code == 0
    assert (folder / "flood.md").read_text("utf-8").startswith("# Flood closes bridge\n")
    assert ran("report", "flood", "-o", "-").out.startswith("<!DOCTYPE html>")
    done = ran("report", "flood", "-o", "flood.pdf")
    assert (done.code, done.err) == (2, "reviewer: flood.pdf: a report is .html or .md; give -o such a name\n")


def test_all_holds_what_was_worked_on(ran: Run, folder: Path) -> None:
    desk(folder)
    assert ran("report", "--all") == (0, "", "exports/reviewer.html: 1 article\n")


def test_what_is_unknown_or_not_clear_is_one_line(ran: Run, folder: Path) -> None:
    desk(folder)
    done = ran("report", "storm")
    assert done.code == 2
    assert done.err.startswith("reviewer: storm: is no article of the database; there is flood.txt (")
    assert ran("report", "s").err.startswith("reviewer: s: means 2 articles; give the id of one: flood.txt (")
    assert ran("report").err == "reviewer: give one article, or --all\n"
    assert ran("report", "flood", "--layer", "eve").err.startswith("reviewer: flood.txt: has nothing of eve; ")
    assert not (folder / "exports" / "flood.html").exists()
