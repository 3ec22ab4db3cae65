"""Pages of made-up newsrooms, as they are saved: with menus, banners, captions, related links and the rest."""

import io
import socket
from collections.abc import Mapping
from typing import Any

import pytest

TEXT = "The council voted on Tuesday to reopen the Marsh bridge, closed since a flood damaged its western deck in 2024."
STORY = f"<p>{TEXT}</p><p>“We tried everything,” the mayor, Ana Marsh, told reporters. “Nothing is lost.”</p>"

NEWS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Council votes to reopen the Marsh bridge - The Daily Example</title>
<meta property="og:title" content="Council votes to reopen the Marsh bridge">
<meta name="author" content="Jane Roe"><link rel="canonical" href="https://news.example/2026/03/bridge">
<meta property="article:published_time" content="2026-03-04T10:15:00+01:00">
<meta property="article:modified_time" content="2026-03-06T08:00:00+01:00">
<script>var a = "<p>Not an article.</p>";</script><style>p { color: red }</style></head>
<body>
<div id="cookie-banner" class="cookie-consent">We use cookies to improve your experience. <button>Accept</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article>
<h1>Council votes to reopen the Marsh bridge</h1>
<p class="standfirst">The vote ends two years of detours for commuters in the eastern suburbs.</p>
<div class="byline">By <a href="/jane">Jane Roe</a></div><time datetime="2026-03-04">4 March 2026</time>
<figure><img src="bridge.jpg" alt="The bridge"><figcaption>The bridge a day before it closed. Photograph: Sam Poe
</figcaption></figure>
<p>The council voted on Tuesday to reopen the <em>Marsh</em> bridge, closed since a flood damaged its
<a href="/deck">western deck</a> in 2024.</p>
<p>“We tried everything,” the mayor, Ana Marsh, told reporters.<br>“Nothing is lost.”</p>
<h2>What it will cost</h2>
<p>Repairs are put at $3.5 million, according to the U.S. engineers who inspected it. The work has three parts:</p>
<ul><li>the deck, which is to be replaced;</li><li>the railing;</li><li>a new lane for buses.</li></ul>
<blockquote>
<p>It is the most expensive metre of road in this country. We will pay for it for twenty years.</p></blockquote>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2026</td><td>$1.5 million</td></tr></table>
<p>He added: “Nobody asked us.” The bridge is to open in May.</p>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Flood closes bridge in the east</a></li>
<li><a href="/b">How the city pays for roads</a></li></ul></aside>
</article></main>
<section class="newsletter"><p>Sign up for our newsletter to get the news every morning.</p></section>
<section id="comments"><h3>Comments</h3><p>I never liked this bridge and I am not alone in this.</p></section>
<footer><p>© 2026 The Daily Example. All rights reserved.</p></footer>
</body></html>
"""

LIVE = """<!DOCTYPE html><html lang="en"><head><title>Flood live: river peaks at Marsh | Example News</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "LiveBlogPosting",
"headline": "Flood live: river peaks at Marsh", "datePublished": "2026-03-04T08:00:00Z",
"author": {"@type": "Person", "name": "Jane Roe"}}</script></head>
<body><div id="banner" class="consent">This site uses cookies. Manage preferences.</div>
<nav class="menu"><a href="/">Home</a><a href="/live">Live</a></nav>
<main><h1>Flood live: river peaks at Marsh</h1><div class="live-blog">
<article class="post"><time>12:20</time><h2>River peaks</h2><p>The river peaked at 5.2 metres shortly after noon, the
water authority said. It had warned of six metres in the morning.</p></article>
<article class="post"><time>11:05</time><h2>Schools closed</h2><p>All 14 schools in the eastern suburbs are closed
today. “We take no risk,” said the head of the school board, Tom Hill.</p>
<figure><img src="a.jpg"><figcaption>A flooded school yard in Marsh. Photo: Sam Poe</figcaption></figure></article>
<article class="post"><time>08:00</time><h2>Good morning</h2><p>Welcome to our live coverage of the flood in the east
of the country, where rain has not stopped for three days.</p></article></div></main>
<div class="most-read"><h3>Most read</h3><ol><li><a href="/1">Ten recipes for spring</a></li></ol></div></body></html>
"""

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Daily Example</title><link>https://news.example</link><language>en-gb</language>
<item><title>Council votes to reopen bridge</title><link>https://news.example/bridge</link>
<guid isPermaLink="false">story-17</guid><pubDate>Wed, 04 Mar 2026 10:15:00 +0100</pubDate>
<dc:creator>Jane Roe</dc:creator>
<description>The short of it.</description>
<content:encoded><![CDATA[<p>The council voted to reopen it.</p><p>“Nothing is lost,” the mayor&nbsp;said.</p>]]>
</content:encoded></item>
<item><title>Rain &amp;amp; wind</title><link>https://news.example/rain</link>
<description>It rained &lt;b&gt;for days&lt;/b&gt;. It poured.</description></item>
<item><title/><link>https://news.example/none</link></item>
</channel></rss>
"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Example</title><id>urn:feed</id>
<entry><title>River falls</title><id>urn:entry:1</id><link href="https://news.example/river"/>
<updated>2026-03-05T08:00:00Z</updated><author><name>Jo Roe</name></author>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>The river <b>fell</b>.</p><ul><li>One.</li></ul></div>
</content></entry>
<entry><title>Plain</title><id>urn:entry:2</id><summary type="text">a &lt; b, they say.</summary></entry></feed>
"""


def forbid_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever asks for a connection or an address from here on fail."""

    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


def page(body: str, head: str = "") -> bytes:
    """Return a small page in UTF-8."""
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def response(url: str, body: bytes, **more: str) -> Mapping[str, Any]:
    """Return what `warc` takes: an answer to a crawler; `more` are `status`, `media` and `packed` (gzip)."""
    return {"url": url, "body": body, "status": "200 OK", "media": "text/html; charset=utf-8", **more}


def warc(*answers: Mapping[str, Any], packed: bool = True) -> bytes:
    """Return a web archive as crawlers write it: what it is, and each answer with the request."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - an optional package
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415 - as above

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "a test"}))
    for one in answers:
        headers = [("Content-Type", one["media"])]
        if "packed" in one:
            headers.append(("Content-Encoding", one["packed"]))
        record = writer.create_warc_record(
            one["url"],
            "response",
            payload=io.BytesIO(one["body"]),
            http_headers=StatusAndHeaders(one["status"], headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2026-03-05T10:00:00Z"},
        )
        asked = StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True)
        request = writer.create_warc_record(one["url"], "request", payload=io.BytesIO(b""), http_headers=asked)
        writer.write_record(record)
        writer.write_record(request)
    return out.getvalue()


def mhtml(html: str, encoding: str = "utf-8") -> bytes:
    """Return a page as a browser saves it in one file, with a frame and a picture behind it."""
    import quopri  # noqa: PLC0415 - only here

    body = quopri.encodestring(html.encode(encoding)).replace(b"\n", b"\r\n").decode()
    lines = (
        "From: <Saved by Example>", "Snapshot-Content-Location: https://news.example/saved?utm=1",
        "Subject: A page", "Date: Thu, 5 Mar 2026 10:00:00 -0000", "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="----B"', "", "",
        "------B", f"Content-Type: text/html; charset={encoding}", "Content-Transfer-Encoding: quoted-printable",
        "Content-Location: https://news.example/saved", "", body,
        "------B", "Content-Type: text/html", "Content-Location: https://ads.example/frame", "", "<p>An advert.</p>",
        "------B", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "", "iVBORw0KGgo=",
        "------B--", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode("ascii")
