"""Pages, archives and feeds on the command line: read, corrected, suggested for, and given back as they came."""

import json
from pathlib import Path

import pytest

from reviewer.store.sqlite import SqliteStore
from tests.articles.web import FEED, LIVE, NEWS, response, warc
from tests.cli.conftest import Run
from tests.report.desk import worked_on

pytest.importorskip("trafilatura", reason="the extra 'web' is not installed")


@pytest.fixture(autouse=True)
def page(folder: Path) -> Path:
    """Put a saved page into the current folder."""
    path = folder / "page.html"
    path.write_bytes(NEWS.encode())
    return path


def test_a_page_is_imported_once_and_comes_back_byte_for_byte(ran: Run, page: Path) -> None:
    assert ran("import", "page.html").err == "articles: 1 new\n"
    page.rename("again.html")
    assert ran("import", "again.html").err == "articles: 0 new, 1 there already\n"
    done = ran("report", "page.html", "--source", "-o", "back.html")
    assert (done.code, done.err) == (0, "back.html: text/html, as it was read\n")
    assert Path("back.html").read_bytes() == NEWS.encode()
    assert ran("report", "page", "--source", "-o", "-").out == NEWS


def test_a_page_that_comes_again_with_other_words_is_a_new_version(ran: Run, page: Path) -> None:
    ran("import", "page.html")
    page.write_text(NEWS.replace("$3.5 million", "$4.5 million"), "utf-8")
    page.rename("corrected.html")
    done = ran("import", "corrected.html")
    assert done.code == 0
    assert "page.html: version 2: 16 sentences as before, 1 changed, 0 new, 0 vanished" in done.err
    assert "[-$3.5-] {+$4.5+}" in ran("corrections").out
    assert ran("report", "page.html", "--source", "-o", "-").out == NEWS.replace("$3.5 million", "$4.5 million")


def test_a_page_with_other_advertisements_is_no_new_version(ran: Run, page: Path) -> None:
    ran("import", "page.html")
    page.write_text(NEWS.replace("cookies", "biscuits"), "utf-8")
    assert ran("import", "page.html").err == "articles: 0 new, 1 there already\n"


def test_a_folder_of_everything(ran: Run, folder: Path) -> None:
    pytest.importorskip("warcio", reason="the extra 'web' is not installed")
    pytest.importorskip("feedparser", reason="the extra 'web' is not installed")
    (folder / "crawl.warc.gz").write_bytes(warc(response("https://news.example/live", LIVE.encode())))
    (folder / "feed.rss").write_text(FEED, "utf-8")
    (folder / "story.txt").write_text("It snowed.")
    done = ran("import", ".")
    assert done.err.splitlines() == [
        "reviewer: ./feed.rss:3: has neither content nor a summary; there is nothing to review",
        "articles: 5 new, 1 refused",
    ]
    given = ran("report", "./feed.rss:2", "--source", "-o", "-").out
    assert given == "It rained <b>for days</b>. It poured."


def test_records_of_a_page_say_who_wrote_it_where_and_when(ran: Run) -> None:
    records = [json.loads(line) for line in ran("suggest", "page.html").out.splitlines()]
    document = records[0]["document"]
    assert document["title"] == "Council votes to reopen the Marsh bridge"
    assert (document["url"], document["published"]) == (
        "https://news.example/2026/03/bridge",
        "2026-03-04T10:15:00+01:00",
    )
    assert document["meta"] == {"author": "Jane Roe"}
    assert all(one["text"] for one in records)


def test_a_page_is_known_when_it_is_piped_in(ran: Run) -> None:
    assert ran("import", "-", given=NEWS.encode()).err == "articles: 1 new\n"
    assert ran("report", "Council votes", "--source", "-o", "-").out == NEWS


def test_what_has_no_source_to_give_back_is_one_line(ran: Run, folder: Path) -> None:
    (folder / "story.txt").write_text("It snowed.")
    ran("import", "story.txt", "page.html")
    done = ran("report", "story.txt", "--source", "-o", "-")
    told = "reviewer: story.txt: came as a text of its own; there is no other file behind it\n"
    assert (done.code, done.out, done.err) == (2, "", told)
    done = ran("report", "page.html", "--source")
    assert (done.code, done.err) == (2, "reviewer: the file is text/html; say where to with -o, - is stdout\n")
    assert ran("report", "--all", "--source", "-o", "x.html").code == 2


def test_a_report_of_this_program_is_no_article(ran: Run, folder: Path) -> None:
    store = SqliteStore.open(folder / "reviewer.db")
    worked_on(store)
    store.close()
    ran("report", "flood", "-o", "flood.html")
    done = ran("import", "flood.html")
    told = "reviewer: flood.html: is a report that reviewer wrote, not an article; give the article itself"
    assert (done.code, done.err.splitlines()[0]) == (2, told)
