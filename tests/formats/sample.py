"""The golden sample: the seed article, labelled by the guidelines, with a clock and ids that always run the same.

Run `python -m tests.formats.sample` from the checkout to write exports/sample.jsonl anew, and look at what changed.
"""

import itertools
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from reviewer.articles.reading import Article, read
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.sources import Source
from reviewer.articles.structure import segment
from reviewer.formats import FORMATS, Selection
from reviewer.formats.files import replaced
from reviewer.settings import GUIDELINE_VERSION
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
    """Import the seed article and label all of it."""
    article = next(iter(read(Source(str(ROOT / SEED), "text"))))
    assert isinstance(article, Article)
    act = Act(REVIEWER, GUIDELINE_VERSION, "key", 1200)
    store.add([(article._replace(name=SEED), segment(article.text))], act, SPLITTER)
    (document,) = store.document_ids()
    for index, (sentence, label) in enumerate(zip(store.layout(document).ids, LABELS, strict=True)):
        place = Place(document, sentence)
        store.annotate(place, act, "label", label=label)
        if index in UNCERTAIN:
            store.annotate(place, act, "uncertain", uncertain=True)
            store.annotate(place, act, "note", note=UNCERTAIN[index])


def write_sample(path: Path) -> None:
    """Write the sample to a file."""
    with pytest.MonkeyPatch.context() as patch:
        keep_time(patch)
        store = SqliteStore.open(":memory:")
        label_seed(store)
        with replaced(path) as sink:
            FORMATS["jsonl"].write(store, Selection(), sink)
        store.close()


if __name__ == "__main__":
    write_sample(SAMPLE)
