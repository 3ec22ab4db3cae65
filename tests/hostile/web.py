"""Pages, archives and feeds that are broken, or bombs."""

import gzip

from tests.hostile.inputs import MILLION, WORDS, many
from tests.hostile.texts import PNG


def _html(body: bytes, head: bytes = b"") -> bytes:
    return b"<!DOCTYPE html><html><head>" + head + b"</head><body>" + body + b"</body></html>"


STORY = (b"<p>" + WORDS.encode() + b"</p>") * 9
LAUGHS = (
    b'<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]>\n<rss><channel><item><title>&a11;</title><description>&a11;</description></item></channel></rss>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM '
    b'"http://127.0.0.1:9/x"> %p;]><rss><channel><item><title>&x;</title></item></channel></rss>'
)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def _data(written: bytes) -> bytes:
    return b'<script type="application/ld+json">' + written + b"</script>"


def _warc(body: bytes, length: bytes | None = None) -> bytes:
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http\r\n"
    )
    return head + b"Content-Length: " + (length or b"%d" % len(body)) + b"\r\n\r\n" + body + b"\r\n\r\n"


PAGES = [
    *many(
        ("an empty page", b""),
        ("a page of scripts", _html(b"<script>var a = 1</script>")),
        ("a page of gzip", gzip.compress(_html(b"<p>a</p>"))),
        ("a page of NULs", b"<html>" + b"\0" * 9999),
        ("a page without words", _html(b"<img src=x onerror=alert(1)>" * 999)),
        suffix=".html",
    ),
    *many(
        ("a page of depth", _html(b"<div>" * 100_000 + b"words")),
        ("a page of bold", _html(b"<b>" * 100_000 + b"words")),
        ("a page of tables", _html(b"<table><tr><td>" * 20_000 + b"words")),
        ("a page of attributes", _html(b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">words</p>")),
        ("a page of entities", _html(b"<p>" + b"&amp;" * 300_000 + b"</p>")),
        ("a page of laughs", LAUGHS.replace(b"rss", b"html")),
        ("a page that lies", _html(b"<p>" + WORDS.encode() + b"</p>", b'<meta charset="utf-16">')),
        ("a page of one value", _html(b'<p title="' + b"x" * 5 * MILLION + b'">words</p>')),
        ("a page of comments", _html(b"<!--" * 200_000)),
        ("a page of half strings", _html(STORY, _data(b'{"headline": "' + b'\\"' * 120_000))),
        ("a page of half authors", _html(STORY, _data(b'{"author":' + b'"author":' * 25_000))),
        ("a page of half tags", _html(STORY, _data(b'{"articleBody": "' + b"<a" * 120_000 + b'"}'))),
        ("a page by nobody", _html(STORY, (b'<meta name="author" content="' + b"(" * 9_000 + b'">') * 99)),
        ("a page of classes", _html((b'<div class="' + b"a " * 4_900 + b'"><p>' + WORDS.encode() + b"</div>") * 99)),
        suffix=".html",
        taken=True,
    ),
    *many(
        ("an empty archive", b""),
        ("a page archive without parts", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\nwords"),
        ("a page archive without an end", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\n"),
        (
            "a page archive of archives",
            b"Content-Type: multipart/mixed; boundary=x\n\n"
            + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 20_000,
        ),
        ("a page archive that is none", PNG),
        suffix=".mhtml",
    ),
    *many(
        ("an empty crawl", b""),
        ("a crawl of words", WORDS.encode()),
        ("a crawl cut short", _warc(HTTP + _html(b"<p>words"))[:99]),
        ("a crawl of less than nothing", _warc(HTTP, b"-1")),
        ("a crawl of nothing but length", _warc(HTTP, b"9" * 4000)),
        ("a crawl of heads", b"WARC/1.0\r\n" + b"a: b\r\n" * 200_000),
        suffix=".warc",
    ),
    *many(
        ("a packed crawl of chance", b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + b"\xa5" * 999),
        ("a packed crawl cut short", gzip.compress(_warc(HTTP + _html(b"<p>words</p>")))[:60]),
        ("a packed bomb", gzip.compress(_warc(HTTP + b"<p>" + b"a" * 99 * MILLION), 1)),
        suffix=".warc.gz",
    ),
    *many(
        ("an empty feed", b""),
        ("a feed without items", b"<rss><channel><title>x</title></channel></rss>"),
        ("a feed of laughs", LAUGHS),
        ("a feed from outside", OUTSIDE),
        ("a feed of a picture", PNG),
        ("a feed of depth", b"<rss>" + b"<a>" * 200_000),
        suffix=".rss",
    ),
]
