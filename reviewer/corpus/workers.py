"""Many shards, several at a time: each in one of some processes, which end with the one that started them."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from reviewer.corpus.shards import Shard
from reviewer.corpus.splitting import FORMS, ShardResult, split_shard
from reviewer.errors import ExportError, ReviewerError, SettingsError

if TYPE_CHECKING:
    from concurrent.futures import Future

_PACE = 0.2
"""Seconds between two looks at how far the processes are."""


def split(
    shards: Sequence[Shard],
    folder: Path,
    *,
    form: str = "jsonl",
    suggest: bool = True,
    workers: int = 1,
    progress: Callable[[int], None],
) -> Iterator[ShardResult]:
    """Yield what became of each shard, in their order; what is written does not depend on how many workers there are.

    A shard that cannot be read or written is told in its result, and the others go on. `progress` is told how many
    articles were read so far. One worker is this process itself. When the caller stops, what is under way is given
    up within an article, and leaves nothing behind.
    """
    jobs = [(one, folder / f"{one.stem}{FORMS[form]}", suggest) for one in shards]
    workers = min(workers, len(jobs))
    if workers > 1:
        yield from _beside(jobs, workers, progress)
        return
    read = 0

    def tell(articles: int) -> None:
        progress(read + articles)

    for job in jobs:
        result = _done(job, tell)
        read += 0 if result.skipped else result.articles
        yield result


def _done(job: tuple[Shard, Path, bool], tell: Callable[[int], None]) -> ShardResult:
    shard, target, suggest = job
    try:
        return split_shard(shard.path, target, name=shard.name, suggest=suggest, tell=tell)
    except SettingsError:  # a package is missing: that is so for all of them
        raise
    except ReviewerError as error:
        return ShardResult(shard.name, refused=1, problems=(str(error),))


def _beside(
    jobs: Sequence[tuple[Shard, Path, bool]], workers: int, progress: Callable[[int], None]
) -> Iterator[ShardResult]:
    from concurrent.futures import ProcessPoolExecutor, wait  # noqa: PLC0415 - one shard needs none of it
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above

    context = get_context("spawn")  # a fork copies locks that other threads may hold
    stop, read = context.Event(), context.Value("Q", 0)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(stop, read)) as pool:
        try:
            futures: list[Future[ShardResult]] = [pool.submit(_work, job) for job in jobs]
            for future in futures:
                while not wait([future], timeout=_PACE).done:
                    progress(read.value)
                yield future.result()
        except BrokenProcessPool:
            why = "a worker was killed, perhaps for want of memory; what is finished is kept"
            raise ExportError(f"{why}: run it again, with fewer --workers") from None
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


class _StoppedError(Exception):
    """The process that started this one is done with it."""


class _Worker:
    """What a worker knows: whether to stop, the count of articles that all share, and whether it is in a shard."""

    stop: Any = None
    read: Any = None
    busy = Lock()


def _begin(stop: Any, read: Any) -> None:
    """Make a worker of a process that was just started."""
    # ctrl+c goes to every process of the terminal; the one that started this one says what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Worker.stop, _Worker.read = stop, read
    Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End with the process that started this one, however that ended; a shard under way is given up first."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        _Worker.stop.set()
        with _Worker.busy:
            os._exit(1)


def _work(job: tuple[Shard, Path, bool]) -> ShardResult:
    def tell(articles: int) -> None:
        del articles
        if _Worker.stop.is_set():
            raise _StoppedError
        with _Worker.read.get_lock():
            _Worker.read.value += 1

    with _Worker.busy:
        return _done(job, tell)
