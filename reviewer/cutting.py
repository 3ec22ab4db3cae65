"""Cutting articles into sentences, many of them in a process beside the one that stores them."""

import signal
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from reviewer.articles.article import Article
from reviewer.articles.structure import Segment, segment
from reviewer.errors import StoreError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

FEW = 400
"""Up to so many articles, starting a process takes longer than cutting them."""
CHUNK = 100
"""How many articles are handed over at a time."""
AHEAD = 4
"""How many chunks are under way: what memory holds does not grow with the import."""

Cut = tuple[Article, list[Segment]]


def cut(articles: Iterator[Article]) -> Iterator[Cut]:
    """Yield every article with its sentences, in order; past the first few, a second process cuts.

    Raises StoreError when that process is killed.
    """
    for article in islice(articles, FEW):
        yield article, segment(article.text)
    for article in islice(articles, 1):
        yield from _beside(chain((article,), articles))


def _beside(articles: Iterator[Article]) -> Iterator[Cut]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only a great import needs it
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    # Spawned, not forked: a fork copies locks that other threads may hold.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_ignore_interrupts) as worker:
        under_way: deque[tuple[list[Article], Future[list[list[Segment]]]]] = deque()
        try:
            while chunk := list(islice(articles, CHUNK)):
                under_way.append((chunk, _hand_over(worker, chunk)))
                if len(under_way) > AHEAD:
                    yield from _taken(*under_way.popleft())
            while under_way:
                yield from _taken(*under_way.popleft())
        except BrokenProcessPool:
            why = "the process that cuts articles was killed, perhaps for want of memory"
            raise StoreError(f"{why}; what is stored is kept: import the rest again") from None
        finally:
            worker.shutdown(wait=False, cancel_futures=True)


def _hand_over(worker: "Executor", chunk: list[Article]) -> "Future[list[list[Segment]]]":
    return worker.submit(segments, [article.text for article in chunk])


def _taken(chunk: list[Article], result: "Future[list[list[Segment]]]") -> Iterator[Cut]:
    return zip(chunk, result.result(), strict=True)


def segments(texts: list[str]) -> list[list[Segment]]:
    """Return the sentences of each text: what the other process does."""
    return [segment(text) for text in texts]


def _ignore_interrupts() -> None:
    # ctrl+c goes to every process of the terminal: the one that stores decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
