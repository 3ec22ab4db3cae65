"""Whatever happened to a file from the web, each of its articles comes, or a line that says why not."""

import gzip
import random
from pathlib import Path

import pytest

from reviewer.articles.article import Article
from reviewer.articles.reading import read
from reviewer.articles.sources import Source
from reviewer.errors import InputError
from tests.articles.web import ATOM, FEED, LIVE, NEWS, forbid_network, mhtml, response, warc

pytest.importorskip("trafilatura", reason="the extra 'web' is not installed")
pytest.importorskip("warcio", reason="the extra 'web' is not installed")
pytest.importorskip("feedparser", reason="the extra 'web' is not installed")

ANSWERS = (
    response("https://news.example/a", NEWS.encode()),
    response("https://news.example/b", gzip.compress(LIVE.encode()), packed="gzip"),
)
FILES = {
    "page": (NEWS.encode(), LIVE.encode()),
    "mhtml": (mhtml(NEWS), mhtml(LIVE)),
    "warc": (warc(*ANSWERS), warc(*ANSWERS, packed=False)),
    "feed": (FEED.encode(), ATOM.encode()),
}
PIECES = (
    b"<", b">", b"&", b'"', b"'", b"]]>", b"<![CDATA[", b"<!--", b"&#27;", b"&#xD800;", b"&#xFFFE;", b"\xff", b"\x1b",
    b"<table>", b"</body>", b"<svg>", b"\r\n\r\n", b"charset=utf-16", b"boundary=", b"multipart/mixed", b"<frameset>",
    b"<base href='http://[::1'>", b"\xef\xbb\xbf", b"Content-Length: -1", b"Content-Length: 99999999999999", b"chunked",
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with some put in, taken out, changed and doubled."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at, other = chance.randrange(len(found)), chance.randrange(len(found))
        how = chance.randrange(4)
        if how == 0:
            found[at:at] = chance.choice(PIECES)
        elif how == 1:
            del found[at : at + chance.randint(1, 100)]
        elif how == 2:
            found[at] = chance.randrange(256)
        else:
            found[at:at] = found[other : other + chance.randint(1, 300)]
    return bytes(found)


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("rounds", [20, pytest.param(2000, marks=pytest.mark.slow)])
def test_a_damaged_file_gives_articles_or_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], kind: str, rounds: int
) -> None:
    forbid_network(monkeypatch)
    path = tmp_path / "file"
    for seed in range(rounds):
        chance = random.Random(seed)
        path.write_bytes(damaged(chance.choice(FILES[kind]), chance))
        for found in read(Source(str(path), kind)):
            if isinstance(found, InputError):
                assert str(found).isprintable()
            else:
                assert isinstance(found, Article)
                assert found.text.strip()
                assert found.text.encode().decode() == found.text
                assert found.source
                assert found.source.data
    assert capfd.readouterr() == ("", "")
