"""Whatever an article and its marks are like, brat, W3C annotations and CSV give them back, and CoNLL proves itself."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.formats import Selection, Unit, named
from reviewer.formats.export import export_to_file
from reviewer.formats.losses import Losses
from reviewer.formats.making import units
from reviewer.store.marks import Attribution, Claim, Spans, Speaker
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.alike import both_ways, fitting, told, written

pieces = st.sampled_from(
    ["“It rose,”", "said", "Ann Lee.", "=1+1", "'", "😀", "e\u0301", "T1\tQuote", "\\n", ",", ";", '"', "<b>", "-", "#",
     "rained", "It", "stopped.", "\u202e", "\u2028", "\x85", "\x1b[31m", "\u00a0"]
)  # fmt: skip
joints = st.sampled_from([" ", " ", " ", "\n", "\r\n", "\n\n", "\r\n\r\n", "\t", ""])
articles = st.lists(st.tuples(pieces, joints), min_size=3, max_size=25).map(
    lambda parts: "It rained. " + "".join(piece + joint for piece, joint in parts)
)
fractions = st.lists(st.floats(0, 1), min_size=2, max_size=8, unique=True)


def spans_in(text: str, given_fractions: list[float]) -> list[tuple[int, int]]:
    """Return spans of a text that do not touch, whose edges are no spaces, as they are marked on the screen."""
    edges = sorted({round(one * len(text)) for one in given_fractions})
    found: list[tuple[int, int]] = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        inside = text[start:end]
        first, last = start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
        if first < last and (not found or first > found[-1][1] + 1):
            found.append((first, last))
    return found


def marked(text: str, given_fractions: list[float], note: str) -> SqliteStore:
    """Return a store with an article, each sentence labelled, and an attribution and a claim where there is room."""
    store = SqliteStore.open(":memory:")
    (document,) = put(store, text)
    for index, label in zip(range(len(store.layout(document).ids)), ["quote", "assertion"] * 50, strict=False):
        store.annotate(place(store, document, index), by(), "label", label=label)
        store.annotate(place(store, document, index), by(), "note", note=note)
    spans = spans_in(text, given_fractions)
    if spans:
        content, source = tuple(spans[::2]), tuple(spans[1:2])
        mark(store, document, content, source)
        start, end = spans[0]
        claim = Claim("", document, "ada", start, end, note or "It rained.", False, "", "", "", "")
        store.put_claim(claim, by())
    return store


def mark(store: SqliteStore, document: int, content: Spans, source: Spans) -> None:
    one = Attribution("", document, "ada", source, (), content, None, "mixed", "", None, "", "", "", "")
    store.attribute(one, by(), Speaker("", "=Ann", ("'a",)))


@settings(deadline=None, max_examples=15)
@given(articles, fractions, st.text(max_size=8).map(str.strip))
def test_every_article_comes_back(text: str, given_fractions: list[float], note: str) -> None:
    store = marked(text, given_fractions, note)
    with TemporaryDirectory() as folder:
        for name in ("csv", "w3c"):
            out, back = both_ways(store, name, Selection(), Path(folder), ids=False)  # pieces have their own ids
            assert back == out
        export_to_file(store, named("brat"), Selection(unit="document"), Path(folder, "brat"))
        found = list(named("brat").read(Path(folder, "brat")))
        assert fitting(found)
        out = [told(unit, dated=False) for unit in units(store, Selection(unit="document"), Losses())]
        assert [told(one, dated=False) for one in found if isinstance(one, Unit)] == out
    for scheme in ("iob2", "iob1", "bioes"):
        assert written(store, "conll", Selection(options={"scheme": scheme}))[0].startswith(b"-DOCSTART-")
    store.close()
