"""Learning from the finished articles of a layer: what is kept in the database, and how it is made anew."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.articles.structure import Segment
from reviewer.errors import ReviewerError
from reviewer.store.interface import Store
from reviewer.store.rows import Document, Model
from reviewer.suggest.engine import ENGINE, page_of
from reviewer.suggest.learning.examples import Example, Recorded
from reviewer.suggest.learning.learned import FORMAT, Learned

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

MOST_ARTICLES = 150
MOST_SENTENCES = 6_000
"""The latest are learned from: what a reviewer did long ago tells little, and a refit takes no more than seconds."""
LEARNER = f"{ENGINE} {FORMAT}"
"""Whose model it is: that of another engine is made anew."""


def learned(store: Store, layer: str) -> Learned | None:
    """Return what was learned in a layer, None where nothing is kept that can be used: then `refit` makes it."""
    return _read(store.model(layer))


def _read(kept: Model | None) -> Learned | None:
    if kept is None or kept.engine != LEARNER:
        return None
    try:
        return Learned.from_bytes(kept.model)
    except ValueError:
        return None


def refit(store: Store, layer: str) -> Model | None:
    """Learn from scratch from the finished articles of a layer, and keep it; return None while there is none.

    Takes seconds, and holds the interpreter: see `Learner`. The same decisions give the same model, however they came.
    Nothing is done where what is kept was learned from the same.
    """
    examples, digest = [], sha256(LEARNER.encode())
    for document, example in _examples(store, layer):
        examples.append(example)
        digest.update(json.dumps([document.uid, document.sha256, *example[1:]]).encode())
    if not examples:
        return None
    kept = store.model(layer)
    if kept and kept.engine == LEARNER and kept.learned == digest.hexdigest() and learned(store, layer):
        return kept
    from reviewer.suggest.learning.fitting import learn  # noqa: PLC0415 - only where something is learned

    made = Model(LEARNER, digest.hexdigest(), learn(examples).to_bytes())
    store.keep_model(layer, made)
    return made


def _examples(store: Store, layer: str) -> Iterator[tuple[Document, Example]]:
    """Yield the finished articles of a layer that are learned from, in the order in which they were finished.

    Those with labels of somebody's own teach nothing: nothing is suggested in their words.
    """
    chosen, sentences = [], 0
    finished = store.documents(store.finished(layer, MOST_ARTICLES))
    for document in reversed(finished):
        if sentences + document.sentences <= MOST_SENTENCES:
            chosen.append(document)
            sentences += document.sentences
    for document in reversed(chosen):
        text = store.text(document.id)
        given = {sentence: label for sentence, label, _ in store.labels(document.id, layer) if label}
        parts = store.sentences(document.id, 0, len(text))
        if not document.scheme.is_own and all(one.id in given for one in parts):
            page = page_of(text, [Segment(one.start, one.end, one.paragraph, one.kind) for one in parts])
            recorded = [Recorded(one.content, one.cue, one.source) for one in store.attributions(document.id, layer)]
            yield document, Example(page, [given[one.id] for one in parts], recorded)


class Learner:
    """What is learned in a layer while somebody sits there; nothing of it is done where a key waits.

    `path` is the file of the database, None for one in memory: then it is learned from at once. Whoever sits there says
    when an article is finished, and at times asks for news.
    """

    def __init__(self, store: Store, path: Path | None, layer: str) -> None:
        self._kept = store.model(layer)
        self._learned: Learned | None = None
        self._read_from: Model | None = None
        self._store = store
        self._path = path
        self._layer = layer
        self._process: SpawnProcess | None = None
        self._again = self._made = False

    @property
    def learned(self) -> Learned | None:
        """What stands, None before there is anything; the first time that takes some milliseconds, in any thread."""
        kept = self._kept  # a newer one may come while this one is being read, in another thread
        if kept is not self._read_from:
            self._learned, self._read_from = _read(kept) or self._learned, kept
        return self._learned

    def begin(self) -> None:
        """Make what is missing, of another engine, or older than an article that ended its sitting; else nothing."""
        if self._store.has_finished(self._layer):
            self.refit()

    def refit(self) -> None:
        """Learn anew, as after an article was finished; while that is under way, once more behind it."""
        if self._path is None:
            refit(self._store, self._layer)
            self._made = True
        elif self._process:
            self._again = True
        else:
            self._process = _started(self._path, self._layer)

    def is_renewed(self) -> bool:
        """Take over what was made since this was last asked; return whether there was anything."""
        if self._process and self._process.exitcode is not None:
            self._process, self._made = None, True
            if self._again:
                self._again = False
                self.refit()
        if not self._made:
            return False
        self._made = False
        before, self._kept = self._kept, self._store.model(self._layer)
        return self._kept != before

    def wait(self) -> None:
        """Wait until nothing is under way, as where no screen waits."""
        while self._process:
            self._process.join()
            self.is_renewed()

    def close(self) -> None:
        """End what is under way: what was learned before stays."""
        if self._process:
            self._process.terminate()
            self._process.join()
            self._process = None


def _started(path: Path, layer: str) -> "SpawnProcess | None":
    """Return a process that learns; None where the system gives none now, and the next article asks again."""
    from multiprocessing import get_context  # noqa: PLC0415 - 10 ms, only where something is learned

    # A process, not a thread: fitting holds the interpreter for tenths of a second, and a key would wait.
    # Spawned, not forked: a fork copies locks that other threads may hold. It ends with the program.
    process = get_context("spawn").Process(target=_refit, args=(path, layer), daemon=True)
    # A new process is given the number of the stream of errors: what a screen puts in its place has none.
    with suppress(OSError), redirect_stderr(sys.__stderr__):
        process.start()
        return process
    return None


def _refit(path: Path, layer: str) -> None:
    """Do what the other process does; a database that cannot be written now is learned from after the next article."""
    import signal  # noqa: PLC0415 - only the other process needs it

    from reviewer.store import open_store  # noqa: PLC0415 - as above

    _stay_unseen()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c goes to every process of the terminal
    if hasattr(os, "nice"):
        os.nice(10)  # keys come first
    with suppress(ReviewerError):
        store = open_store(path, make=False)
        try:
            refit(store, layer)
        finally:
            store.close()


def _stay_unseen() -> None:
    """Write nothing onto the terminal, where the screen is painted, and end when the program does, also when killed."""
    from multiprocessing import parent_process  # noqa: PLC0415 - as above
    from threading import Thread  # noqa: PLC0415 - as above

    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)

    def end() -> None:
        if program := parent_process():
            program.join()
            os._exit(1)

    Thread(target=end, daemon=True).start()
