"""A web archive gives an article for every page in it, and one line for what it hides."""

import gzip
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.articles.article import Article
from reviewer.articles.reading import read
from reviewer.articles.sources import Source
from reviewer.errors import InputError
from tests.articles.web import LIVE, NEWS, STORY, TEXT, forbid_network, page, response, warc

pytest.importorskip("trafilatura", reason="the extra 'web' is not installed")
pytest.importorskip("warcio", reason="the extra 'web' is not installed")

Taken = Callable[..., list[Article | InputError]]

ANSWERS = (
    response("https://news.example/bridge?utm=1", NEWS.encode()),
    response("https://news.example/style.css", b"p {}", media="text/css"),
    response("https://news.example/gone", NEWS.encode(), status="404 Not Found"),
    response("https://news.example/live", gzip.compress(LIVE.encode()), packed="gzip"),
)
RESOURCE = (
    b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: urn:x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
)


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Taken:
    """Give what is read, without the network, from a file with these bytes."""
    monkeypatch.chdir(tmp_path)
    forbid_network(monkeypatch)

    def take(data: bytes) -> list[Article | InputError]:
        Path("crawl.warc").write_bytes(data)
        return list(read(Source("crawl.warc", "warc")))

    return take


def told(found: list[Article | InputError]) -> list[str]:
    return [one.name if isinstance(one, Article) else str(one) for one in found]


@pytest.mark.parametrize(
    "data",
    [warc(*ANSWERS), warc(*ANSWERS, packed=False), gzip.compress(warc(*ANSWERS, packed=False))],
    ids=["packed by records", "not packed", "packed as a whole"],
)
def test_each_page_that_was_sent_is_an_article_with_its_address_and_date(taken: Taken, data: bytes) -> None:
    bridge, live = taken(data)
    assert isinstance(bridge, Article)
    assert isinstance(live, Article)
    assert (bridge.name, bridge.url) == ("crawl.warc:2", "https://news.example/bridge?utm=1")
    assert (bridge.title, bridge.published) == ("Council votes to reopen the Marsh bridge", "2026-03-04T10:15:00+01:00")
    assert dict(bridge.meta) == {"author": "Jane Roe", "archived": "2026-03-05T10:00:00Z"}
    assert (live.name, live.url) == ("crawl.warc:8", "https://news.example/live")
    assert bridge.source
    assert live.source
    assert (bridge.source.data, live.source.data) == (NEWS.encode(), LIVE.encode())


def test_a_page_without_a_date_has_that_of_the_archive(taken: Taken) -> None:
    (found,) = taken(warc(response("https://news.example/a", page(STORY))))
    assert isinstance(found, Article)
    assert found.published == "2026-03-05T10:00:00Z"


def test_the_encoding_a_page_was_sent_with(taken: Taken) -> None:
    story = "Совет проголосовал во вторник за открытие моста, который закрыли после наводнения в прошлом году. " * 3
    body = f"<html><body><article><p>{story}</p></article></body></html>".encode("koi8-r")
    (found,) = taken(warc(response("https://news.example/a", body, media='text/html; charset="KOI8-R"; x=1')))
    assert isinstance(found, Article)
    assert (found.text, found.encoding) == (story.strip(), "koi8-r")


def test_a_page_without_an_article_keeps_none_of_the_others_out(taken: Taken) -> None:
    data = warc(response("https://a.example", b"<html></html>"), response("https://b.example", page(STORY)))
    assert told(taken(data)) == [
        "crawl.warc:2: has no article that can be told from the page round it; save its text as a .txt file",
        "crawl.warc:4",
    ]


def test_a_page_that_was_stored_as_a_file_is_read_as_well(taken: Taken) -> None:
    body = page(STORY)
    (found,) = taken(RESOURCE % (b"text/html", len(body), body) + b"\r\n\r\n")
    assert isinstance(found, Article)
    assert (found.text[: len(TEXT)], found.url) == (TEXT, None)


@pytest.mark.parametrize("share", [0.5, 0.6, 0.7, 0.8])
@pytest.mark.parametrize("packed", [True, False])
def test_what_stands_before_the_damage_is_read(taken: Taken, share: float, *, packed: bool) -> None:
    data = warc(*ANSWERS, packed=packed)
    (first, last) = told(taken(data[: int(len(data) * share)]))
    assert first == "crawl.warc:2"
    assert last.startswith("crawl.warc: breaks off or is damaged at record ")


def test_damage_within_a_packed_archive_is_one_line(taken: Taken) -> None:
    data = bytearray(warc(*ANSWERS))
    data[-2000:-1900] = b"x" * 100
    assert told(taken(bytes(data)))[-1].startswith("crawl.warc: breaks off or is damaged at record ")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "holds no web page"),
        (warc(), "holds no web page"),
        (b"News.\n", "cannot be read as an archive (ArchiveLoadFailed) at record 1"),
        (b"\x1f\x8bxx", "breaks off or is damaged at record 1"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc", "cannot be read as an archive"),
        (b"WARC/1.0\r\nX: " + b"x" * 5_000_000, "has a record whose headers do not end"),
        (gzip.compress(b"A" * 50_000_000), "has a record whose headers do not end"),
        (gzip.compress(gzip.compress(b"A" * 100)), "is packed twice"),
        (gzip.compress(RESOURCE % (b"image/png", 100_000_000, b"\0" * 100_000_000)), "unpacks to more than 200 times"),
    ],
    ids=["empty", "no page", "a text", "no gzip", "no address", "headers", "packed headers", "twice", "a bomb"],
)
def test_what_is_no_archive_or_a_bomb_is_one_line(taken: Taken, data: bytes, why: str) -> None:
    (line,) = told(taken(data))
    assert line.startswith(f"crawl.warc: {why}")


def test_a_page_that_unpacks_without_end_is_refused_in_bounded_memory(taken: Taken) -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 60_000_000)
    data = warc(response("https://a.example", bomb, packed="gzip"), response("https://b.example", page(STORY)))
    tracemalloc.start()
    lines = told(taken(data))
    assert tracemalloc.get_traced_memory()[1] < 64 * 1024**2
    tracemalloc.stop()
    assert lines == [
        "crawl.warc:2: is over the limit of 16 MiB for a web page; save its text as a .txt file",
        "crawl.warc:4",
    ]


def test_nothing_an_archive_says_reaches_the_terminal(taken: Taken, capfd: pytest.CaptureFixture[str]) -> None:
    taken(warc(*ANSWERS, packed=False).replace(b"Content-Length: 4", b"Content-Length: 1") + b"\x1b[31m junk")
    assert capfd.readouterr() == ("", "")
