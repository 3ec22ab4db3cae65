"""A saved page gives its article: what stands round it stays out, and what the article says stays as it is."""

import io
import logging
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.articles.article import LIMIT_BYTES, Article
from reviewer.articles.reading import read
from reviewer.articles.sources import Source, find
from reviewer.articles.structure import segment
from reviewer.articles.web_pages import PAGE_BYTES
from reviewer.errors import InputError
from tests.articles.web import LIVE, NEWS, STORY, TEXT, forbid_network, mhtml, page

pytest.importorskip("trafilatura", reason="the extra 'web' is not installed")

Taken = Callable[..., Article | InputError]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing here reach the network."""
    forbid_network(monkeypatch)


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    """Give what is read from a file with these bytes."""

    def take(data: bytes | str, name: str = "page.html") -> Article | InputError:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        (source,) = find([str(path)])
        assert isinstance(source, Source)
        (found,) = read(source)
        return found._replace(name=name) if isinstance(found, Article) else InputError(name, found.why)

    return take


def article(found: Article | InputError) -> Article:
    assert isinstance(found, Article), found
    return found


def test_the_article_of_a_page_without_menus_banners_captions_links_and_comments(taken: Taken) -> None:
    found = article(taken(NEWS))
    assert found.text == (
        "Council votes to reopen the Marsh bridge\n\n"
        "The vote ends two years of detours for commuters in the eastern suburbs.\n\n"
        f"{TEXT}\n\n"
        "“We tried everything,” the mayor, Ana Marsh, told reporters.\n“Nothing is lost.”\n\n"
        "What it will cost\n\n"
        "Repairs are put at $3.5 million, according to the U.S. engineers who inspected it. "
        "The work has three parts:\n\n"
        "• the deck, which is to be replaced;\n• the railing;\n• a new lane for buses.\n\n"
        "It is the most expensive metre of road in this country. We will pay for it for twenty years.\n\n"
        "Year | Cost\n\n2026 | $1.5 million\n\n"
        "He added: “Nobody asked us.” The bridge is to open in May."
    )


def test_what_a_page_says_of_itself(taken: Taken) -> None:
    found = article(taken(NEWS))
    assert (found.title, found.url) == (
        "Council votes to reopen the Marsh bridge",
        "https://news.example/2026/03/bridge",
    )
    assert (found.published, found.language, found.encoding) == ("2026-03-04T10:15:00+01:00", "en", "utf-8")
    assert dict(found.meta) == {"author": "Jane Roe"}


def test_a_page_that_says_nothing_of_itself_has_its_text_alone(taken: Taken) -> None:
    found = article(taken(page(STORY)))
    assert (found.title, found.url, found.published, found.language, dict(found.meta)) == (None, None, None, None, {})
    assert found.text.startswith(TEXT)


def test_a_date_without_a_time_gets_none(taken: Taken) -> None:
    dated = page(STORY, '<meta property="article:published_time" content="2026-03-04">')
    assert article(taken(dated)).published == "2026-03-04"


def test_an_address_that_is_none_of_the_web_is_left_out(taken: Taken) -> None:
    odd = page(STORY, '<link rel="canonical" href="javascript:alert(1)">')
    assert article(taken(odd)).url is None


def test_the_address_a_browser_saved_the_page_from(taken: Taken) -> None:
    data = b"<!DOCTYPE html>\n<!-- saved from url=(0027)https://news.example/saved -->\n" + page(STORY)
    assert article(taken(data)).url == "https://news.example/saved"


def test_the_sentences_of_a_page_and_their_kinds(taken: Taken) -> None:
    text = article(taken(NEWS)).text
    cut = [(one.kind, text[one.start : one.end]) for one in segment(text)]
    assert cut[0] == ("headline", "Council votes to reopen the Marsh bridge")
    assert ("subhead", "What it will cost") in cut
    assert [said for kind, said in cut if said.startswith("•")] == [
        "• the deck, which is to be replaced;",
        "• the railing;",
        "• a new lane for buses.",
    ]
    assert ("body", "“Nothing is lost.”") in cut
    assert ("body", "We will pay for it for twenty years.") in cut
    assert {kind for kind, _ in cut} == {"headline", "subhead", "body"}


def test_a_headline_outside_of_the_article_is_its_first_line_all_the_same(taken: Taken) -> None:
    head = "<title>Bridge to reopen in May | The Daily Example</title>"
    body = f"<h1>The Daily Example</h1><h1>Bridge to reopen in May</h1><div class='article-body'>{STORY * 3}</div>"
    data = f"<html><head>{head}</head><body>{body}</body></html>"
    assert article(taken(data)).text.split("\n\n")[:2] == ["Bridge to reopen in May", TEXT]


def test_all_posts_of_a_live_page_are_one_article(taken: Taken) -> None:
    found = article(taken(LIVE))
    cut = [(one.kind, found.text[one.start : one.end]) for one in segment(found.text)]
    assert cut[0] == ("headline", "Flood live: river peaks at Marsh")
    assert [said for _, said in cut if said in {"River peaks", "Schools closed", "Good morning"}] == [
        "River peaks",
        "Schools closed",
        "Good morning",
    ]
    assert ("body", "“We take no risk,” said the head of the school board, Tom Hill.") in cut
    assert "recipes" not in found.text
    assert "cookies" not in found.text


def test_paragraphs_that_repeat_each_other_are_all_there(taken: Taken) -> None:
    said = "".join(f"<p>{TEXT[:-1]}, he said {number} times.</p><p>“Thank you,” she said.</p>" for number in range(5))
    assert article(taken(page(said))).text.count("“Thank you,” she said.") == 5


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("windows-1251", "cp1251"),
        ("utf-8", "cp1251"),  # wrong
        ("iso-8859-1", "utf-8"),  # wrong
        ("no-such-thing", "utf-8"),
        ("utf-7", "utf-8"),
        ("koi8-r", "koi8-r"),
    ],
)
def test_an_encoding_that_is_declared_wrongly_mangles_nothing(taken: Taken, declared: str, written: str) -> None:
    story = "Совет проголосовал во вторник за открытие моста, который закрыли после наводнения в прошлом году. " * 3
    html = f'<html><head><meta charset="{declared}"></head><body><article><p>{story}</p></article></body></html>'
    assert story.strip() in article(taken(html.encode(written))).text


def test_latin_1_is_what_browsers_take_it_for(taken: Taken) -> None:
    found = article(taken(page(STORY, '<meta charset="iso-8859-1">').decode().encode("cp1252")))
    assert "“Nothing is lost.”" in found.text
    assert found.encoding == "cp1252"


def test_utf_16_with_its_mark(taken: Taken) -> None:
    assert "“Nothing is lost.”" in article(taken(page(STORY).decode().encode("utf-16"))).text


def test_a_broken_byte_costs_the_page_only_where_it_is_in_the_article(taken: Taken) -> None:
    outside = page(STORY, "<script>var a = 'X';</script>").replace(b"'X'", b"'\xff'")
    assert TEXT in article(taken(outside)).text
    inside = taken(page(STORY).replace(b"Tuesday", b"Tues\xffday"))
    assert str(inside) == "page.html: is UTF-8 with broken bytes in the article; save it as UTF-8 again"


def test_control_and_bidirectional_characters_stay_as_they_are(taken: Taken) -> None:
    odd = (
        "He said \x1b[31mred\x1b[0m and \u202eback\u202c, &#27;]0;title&#7; and \x7f, a thing that no page needs. " * 3
    )
    text = article(taken(page(f"<p>{odd}</p>"))).text
    assert "\x1b[31mred\x1b[0m and \u202eback\u202c, \x1b]0;title\x07 and \x7f" in text


def test_private_characters_that_a_page_uses_itself_stay_as_they_are(taken: Taken) -> None:
    icons = "".join(chr(0xF0000 + code) for code in range(0, 256, 8))
    text = article(taken(page(f"<p>Icons {icons} beside \x1b[31m and &#xFFFE; and &#0;. {TEXT}</p>"))).text
    assert f"Icons {icons} beside \x1b[31m and" in text


def test_the_same_article_with_other_advertisements_round_it_is_the_same(taken: Taken) -> None:
    first, second = (article(taken(NEWS.replace("the news every morning", f"offer {n}"))) for n in (1, 2))
    assert first.sha256 == second.sha256
    assert first.source != second.source


@pytest.mark.parametrize("written", [NEWS, NEWS.replace("\n", "\r\n")])
def test_the_bytes_of_the_page_are_kept(taken: Taken, written: str) -> None:
    source = article(taken(written)).source
    assert source
    assert (source.media, source.data) == ("text/html", written.encode())


def test_a_page_saved_as_one_file_is_read_with_its_address_and_encoding(taken: Taken) -> None:
    data = mhtml(NEWS.replace('<meta charset="utf-8">', ""), "cp1252")
    found = article(taken(data, "page.mhtml"))
    assert "“Nothing is lost.”" in found.text
    assert "advert" not in found.text
    assert (found.url, found.title) == ("https://news.example/saved", "Council votes to reopen the Marsh bridge")
    assert found.source
    assert (found.source.media, found.source.data) == ("multipart/related", data)


@pytest.mark.parametrize(
    "data",
    [b"", b"News.", b"Content-Type: text/plain\r\n\r\nNews.", b"Content-Type: multipart/related; boundary=B\n\n--B\n"],
)
def test_a_file_that_is_no_page_saved_as_one_is_one_line(taken: Taken, data: bytes) -> None:
    assert str(taken(data, "page.mhtml")).startswith("page.mhtml: is no web page saved as one file (MHTML)")


def test_parts_within_parts_end_in_one_line(taken: Taken) -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5000))
    assert str(taken(nested, "page.mhtml")).startswith("page.mhtml: ")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "is an empty page"),
        ("   \n", "is an empty page"),
        (page(""), "has no article that can be told"),
        (b"%PDF-1.7", "is a PDF"),
        (b"<html>\0</html>", "is a binary file"),
        ('<!DOCTYPE html [<!ENTITY a "b">]><p>&a;', "declares entities of its own"),
        ('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;', "declares entities of its own"),
        (page("<div>" * 5_000 + STORY), "is nested deeper than a page is"),
        (page("<p>a b</p>" * 100_000), "has more than 15,000 elements, the most a page may have"),
        (page("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x"), "has a tag with thousands of attributes"),
        (page("<p>" + "x" * 11_000_000), "is nested deeper than a page is, or has a piece over 10 MB"),
        (page("<p>" + "x " * (PAGE_BYTES // 2)), "is over the limit of 16 MiB for a web page"),
        ('<meta name="generator" content="reviewer"><h1>A report</h1>', "is a report that reviewer wrote"),
    ],
    ids=["empty", "blank", "no text", "PDF", "binary", "entities", "a file as entity", "depth", "elements", "tag",
         "a long piece", "size", "a report"],
)  # fmt: skip
def test_what_is_no_article_is_one_line_at_once(taken: Taken, data: bytes | str, why: str) -> None:
    before = time.process_time()
    found = taken(data)
    assert isinstance(found, InputError)
    assert found.why.startswith(why)
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    "filler",
    [
        '<img src="data:image/png;base64,' + "A" * 8_000_000 + '">',
        "<script>" + "var a = '<p>';" * 300_000 + "</script>",
        "<!--" * 200_000 + "-->",
        "<style>" + "p { color: red }" * 100_000 + "</style>",
        "<p>" + "&" * 400_000 + "</p>",
        "<p>a" + " " * 1_000_000 + "b</p>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
    ],
    ids=["a picture", "a script", "comments", "a style", "references", "blanks", "data"],
)
def test_what_is_large_round_an_article_takes_no_time(taken: Taken, filler: str) -> None:
    before = time.process_time()
    assert TEXT in article(taken(page(f"{STORY * 2}{filler}"))).text
    assert time.process_time() - before < 5


def test_nothing_of_a_page_is_logged_to_the_terminal(taken: Taken, capfd: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("trafilatura").setLevel(logging.DEBUG)
    taken(page(""))
    taken(page("<p>x\x1b[31m</p>"))
    assert capfd.readouterr() == ("", "")


def test_a_page_may_be_piped_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n\n" + NEWS.encode())))
    (found,) = read(Source("-", "stdin"))
    assert (article(found).name, article(found).title) == ("-", "Council votes to reopen the Marsh bridge")
    assert len(NEWS) < LIMIT_BYTES


def test_a_text_that_only_speaks_of_markup_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The tag <html> begins a page.")))
    (found,) = read(Source("-", "stdin"))
    assert article(found).text == "The tag <html> begins a page."


@pytest.mark.parametrize("missing", ["trafilatura", "lxml"])
def test_without_the_extra_one_line_says_what_to_install(missing: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(NEWS)
    (tmp_path / "feed.rss").write_text("<rss><channel><item/></channel></rss>")
    (tmp_path / "crawl.warc").write_text("WARC/1.0")
    code = f"""if True:
        import sys
        sys.modules |= {{"{missing}": None, "feedparser": None, "warcio": None, "warcio.archiveiterator": None}}
        from reviewer.__main__ import main
        sys.argv = ["reviewer", "import", "page.html", "feed.rss", "crawl.warc"]
        main()"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"reviewer: page.html: needs {missing}; install it with: pip install 'reviewer[web]'",
        "reviewer: feed.rss: needs feedparser; install it with: pip install 'reviewer[web]'",
        "reviewer: crawl.warc: needs warcio; install it with: pip install 'reviewer[web]'",
        "articles: 0 new, 3 refused",
    ]


def test_an_article_that_is_a_text_loads_nothing_of_the_web(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("News.")
    code = """if True:
        import sys
        from reviewer.articles.reading import read
        from reviewer.articles.sources import find
        print([one.text for source in find(["a.txt"]) for one in read(source)])
        print(sorted({"lxml", "trafilatura", "warcio", "feedparser", "email"} & set(sys.modules)))"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['News.']", "[]"]
