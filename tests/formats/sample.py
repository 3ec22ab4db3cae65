"""The golden sample: the seed article, labelled and marked by the guidelines, with a clock and ids that run the same.

Run `python -m tests.formats.sample` from the checkout to write exports/sample.jsonl anew, and look at what changed.
"""

import itertools
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from reviewer.articles.article import Article
from reviewer.articles.reading import read
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.sources import Source
from reviewer.articles.structure import segment
from reviewer.formats import Selection, named
from reviewer.formats.files import replaced
from reviewer.settings import GUIDELINE_VERSION
from reviewer.store.marks import Attribution, Claim, Spans, Speaker
from reviewer.store.rows import Act, Place
from reviewer.store.sqlite import SqliteStore, ids, log

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "exports" / "sample.jsonl"
SEED = "seeds/000_85e0a2435721776e.txt"
REVIEWER = "sample"
BEGIN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

Q, A, B, X = "quote", "assertion", "background", "not_a_claim"
LABELS = (X, A, A, X, X, X, X, A, A, Q, Q, Q, Q, Q, A, Q, Q, B, B, B, B, Q, Q)
"""What the guidelines give for the seed's 23 sentences, in order."""
UNCERTAIN = {2: "the same words come again as the second paragraph", 17: "an old statement, reported again"}
"""Where two experts could differ (sentences counted from 0), with the note that says why."""
LAVROV = Speaker("", "Sergey Lavrov", ("Lavrov",), "foreign minister of Russia")
STOLTENBERG = Speaker("", "Jens Stoltenberg", (), "secretary general of NATO")


class Said(NamedTuple):
    """An attribution by its words, each looked for after the beginning of sentence `at`; `inner` is nested in it."""

    at: int
    source: str
    cue: str
    content: tuple[str, ...]
    speaker: Speaker
    quote_type: str
    inner: "Said | None" = None


SAID = (
    Said(9, "The Russian foreign minister", "said", ('the NATO secretary general "is', 'works out."'), LAVROV, "mixed"),
    Said(
        10, "Lavrov", "said.", ('"Unfortunately,', 'with him."'), LAVROV, "direct",
        Said(10, "he", "just said", ("that he had sent", "in touch with him"), STOLTENBERG, "indirect"),
    ),
    Said(
        12, "the Russian foreign minister", "said.", ('"We gave', 'Romania,"', '"This process', 'enough,"'),
        LAVROV, "direct",
    ),
)  # fmt: skip
"""Content is given by its first and last words, span by span; that of the last goes on in the next sentence."""
DUPLICATE = (8, 2)
"""A sentence, and the earlier one that says the same."""
WORTH = {
    2: ("CFS", ("event_or_property", "quote_verification")),
    9: ("UFS", ("quote_verification",)),
    11: ("NFS", ()),
    20: ("CFS", ("numerical", "causal")),
}
CLAIMS = {
    18: ("Mass riots in Ukraine in February 2014 led to the overthrow of power in Ukraine.", True),
    20: ("Kiev's military operation in the Donetsk and Lugansk regions has killed hundreds of civilians.", False),
}


def keep_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the store's clock go one second an act from a fixed day, and its ids come from a fixed seed."""
    seconds = itertools.count()
    noise = random.Random(85)

    def tick() -> datetime:
        return BEGIN + timedelta(seconds=next(seconds))

    monkeypatch.setattr(log, "now", lambda: f"{tick():%Y-%m-%dT%H:%M:%S}.000Z")
    monkeypatch.setattr(ids, "os", SimpleNamespace(urandom=noise.randbytes))
    monkeypatch.setattr(ids, "time", SimpleNamespace(time_ns=lambda: int(tick().timestamp()) * 10**9))


def label_seed(store: SqliteStore) -> None:
    """Import the seed article, label all of it, and mark some of what is said and claimed."""
    article = next(iter(read(Source(str(ROOT / SEED), "text"))))
    assert isinstance(article, Article)
    act = Act(REVIEWER, GUIDELINE_VERSION, "key", 1200)
    store.add([(article._replace(name=SEED), segment(article.text))], act, SPLITTER)
    (document,) = store.document_ids()
    layout = store.layout(document)
    for index, (sentence, label) in enumerate(zip(layout.ids, LABELS, strict=True)):
        place = Place(document, sentence)
        store.annotate(place, act, "label", label=label)
        if index in UNCERTAIN:
            store.annotate(place, act, "uncertain", uncertain=True)
            store.annotate(place, act, "note", note=UNCERTAIN[index])
    for index, (worth, types) in WORTH.items():
        place = Place(document, layout.ids[index])
        store.annotate(place, act, "check_worthiness", check_worthiness=worth, claim_types=" ".join(types))
    store.take_over(Place(document, layout.ids[DUPLICATE[0]]), layout.starts[DUPLICATE[1]], act)
    for said in SAID:
        mark(store, document, said, act)
    for index, (words, presupposed) in CLAIMS.items():
        claim = Claim("", document, REVIEWER, layout.starts[index], layout.ends[index], words, presupposed, *"    ")
        store.put_claim(claim, act)


def mark(store: SqliteStore, document: int, said: Said, act: Act, parent: str | None = None) -> None:
    """Record an attribution with those nested in it; a full stop after a cue is only there to find the cue."""
    text = store.text(document)
    begin = store.layout(document).starts[said.at]

    def find(words: str, after: int) -> tuple[int, int]:
        start = text.index(words, after)
        return start, start + len(words)

    pairs = zip(said.content[::2], said.content[1::2], strict=True)
    content: Spans = tuple((find(first, begin)[0], find(last, begin)[1]) for first, last in pairs)
    cue, cue_end = find(said.cue, begin)
    source = text.rindex(said.source, begin, cue)
    known = next((one for one in store.speakers() if one.name == said.speaker.name), None)
    value = Attribution(
        "", document, REVIEWER, ((source, source + len(said.source)),), ((cue, cue_end - said.cue.endswith(".")),),
        content, known and known.uid, said.quote_type, "", parent, *"    ",
    )  # fmt: skip
    decision = store.attribute(value, act, None if known else said.speaker)
    if said.inner:
        mark(store, document, said.inner, act, decision.changes[-1].key[0])


def write_sample(path: Path) -> None:
    """Write the sample to a file."""
    with pytest.MonkeyPatch.context() as patch:
        keep_time(patch)
        store = SqliteStore.open(":memory:")
        label_seed(store)
        with replaced(path) as sink:
            named("jsonl").write(store, Selection(), sink)
        store.close()


if __name__ == "__main__":
    write_sample(SAMPLE)
