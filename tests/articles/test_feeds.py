"""A feed gives an article for every entry, with its title, and what it says of itself."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.articles.article import Article
from reviewer.articles.feeds import FEED_BYTES
from reviewer.articles.reading import read
from reviewer.articles.sources import Source
from reviewer.errors import InputError
from tests.articles.web import ATOM, FEED, forbid_network

pytest.importorskip("trafilatura", reason="the extra 'web' is not installed")
pytest.importorskip("feedparser", reason="the extra 'web' is not installed")

Taken = Callable[..., list[Article | InputError]]


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Taken:
    """Give what is read, without the network, from a file with this text or these bytes."""
    monkeypatch.chdir(tmp_path)
    forbid_network(monkeypatch)

    def take(data: str | bytes) -> list[Article | InputError]:
        Path("feed.xml").write_bytes(data.encode() if isinstance(data, str) else data)
        return list(read(Source("feed.xml", "feed")))

    return take


def article(found: Article | InputError) -> Article:
    assert isinstance(found, Article), found
    return found


def rss(*items: str) -> str:
    return f"<rss><channel><title>T</title>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"


def test_an_entry_with_all_it_may_say(taken: Taken) -> None:
    found = article(taken(FEED)[0])
    assert found.text == (
        "Council votes to reopen bridge\n\nThe council voted to reopen it.\n\n“Nothing is lost,” the mayor\u00a0said."
    )
    assert (found.name, found.title) == ("feed.xml:1", "Council votes to reopen bridge")
    assert (found.url, found.external_id) == ("https://news.example/bridge", "story-17")
    assert (found.published, found.language) == ("2026-03-04T09:15:00+00:00", "en-gb")
    assert dict(found.meta) == {"author": "Jane Roe"}


def test_a_summary_counts_where_there_is_no_content(taken: Taken) -> None:
    _, rain, none = taken(FEED)
    assert article(rain).text == "Rain & wind\n\nIt rained for days. It poured."
    assert str(none) == "feed.xml:3: has neither content nor a summary; there is nothing to review"


def test_atom_with_markup_and_with_plain_text(taken: Taken) -> None:
    river, plain = (article(one) for one in taken(ATOM))
    assert river.text == "River falls\n\nThe river fell.\n\n• One."
    assert (river.url, river.published) == ("https://news.example/river", "2026-03-05T08:00:00+00:00")
    assert plain.text == "Plain\n\na < b, they say."


def test_what_the_feed_gave_for_an_entry_is_kept(taken: Taken) -> None:
    source = article(taken(FEED)[1]).source
    assert source
    assert (source.media, source.data) == ("text/html", b"It rained <b>for days</b>. It poured.")


def test_a_title_that_begins_the_text_is_not_said_twice(taken: Taken) -> None:
    (found,) = taken(rss("<title>It rained</title><description>It rained. It poured.</description>"))
    assert article(found).text == "It rained. It poured."


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_a_feed_in_another_encoding_than_it_says(taken: Taken, encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="windows-1251"?>{rss("<description>Шёл дождь. Долго шёл.</description>")}'
    assert article(taken(data.encode(encoding))[0]).text == "Шёл дождь. Долго шёл."


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_makes_sense(taken: Taken) -> None:
    (found,) = taken(rss("<title>R&D &nbsp; more</title><description>AT&T said so. <b>Twice.</description>"))
    assert article(found).text.startswith("R&D")


def test_control_and_bidirectional_characters_stay_as_they_are(taken: Taken) -> None:
    (found,) = taken(rss("<description>&lt;p>a \x1b[31m b \u202e c &#27; d&lt;/p></description>"))
    assert article(found).text == "a \x1b[31m b \u202e c \x1b d"


def test_the_old_document_type_of_rss_is_no_entity(taken: Taken) -> None:
    dtd = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    assert article(taken(f"<!-- x -->{dtd}{rss('<description>News.</description>')}")[0]).text == "News."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "is XML but no RSS or Atom feed"),
        ("<note><to>Jo</to></note>", "is XML but no RSS or Atom feed"),
        ("News.", "is XML but no RSS or Atom feed"),
        (rss(), "is a feed without entries"),
        ('<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + rss("<title>&b;</title>"), "declares entities"),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss("<title>&x;</title>"), "declares entities"),
        (rss("<a>" * 200_000), "has more than 150,000 tags and references"),
        (rss("<description>" + "& " * 200_000), "has more than 150,000 tags and references"),
        (rss("<description>" + "x" * FEED_BYTES), "is over the limit of 8 MiB for a feed"),
        ("<?x" * 500_000, "is XML but no RSS or Atom feed"),
    ],
    ids=["empty", "XML", "a text", "no entries", "a bomb", "a file", "tags", "references", "size", "no end"],
)
def test_what_is_no_feed_or_a_bomb_is_one_line_at_once(taken: Taken, data: str, why: str) -> None:
    before = time.process_time()
    (found,) = taken(data)
    assert str(found).startswith(f"feed.xml: {why}")
    assert time.process_time() - before < 5


def test_a_broken_byte_costs_only_the_entry_it_is_in(taken: Taken) -> None:
    first, second = taken(rss("<description>It râined.</description>", "<description>It pöured.</description>").encode()
                          .replace(b"\xc3\xa2", b"\xc3"))  # fmt: skip
    assert str(first) == "feed.xml:1: is UTF-8 with broken bytes in the article; save it as UTF-8 again"
    assert article(second).text == "It pöured."


def test_an_entry_over_the_limits_keeps_no_other_out(taken: Taken) -> None:
    deep = f"<description><![CDATA[{'<b>' * 1000}x]]></description>"
    first, second = taken(rss(deep, "<description>News.</description>"))
    assert str(first).startswith("feed.xml:1: is nested deeper than a page is")
    assert article(second).text == "News."
