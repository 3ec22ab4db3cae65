"""Power cuts: what may be on the disk when the power goes at a moment, and what the store makes of it.

Between two syncs of a file its writes may be on the disk or not, each sector of 512 bytes for itself, in any order; a
file that was made or deleted may have its name or not until its folder is synced. What was synced is there.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from reviewer.errors import StoreError
from reviewer.store.sqlite import SqliteStore
from tests.faults.disk import Step

SECTOR = 512


class Found(NamedTuple):
    """What a store says after a power cut: the decisions that were told as saved and are lost, and what is wrong."""

    lost: Sequence[str]
    wrong: Sequence[str]


class _File:
    """A file: what of it is synced, and the writes since."""

    def __init__(self) -> None:
        self.safe = bytearray()
        self.since: list[Step] = []

    def after(self, random: Random, share: float) -> bytes:
        """Return what may be in it when the power goes: of each sector written since, the old or the new content."""
        content = bytearray(self.safe)
        for step in self.since:
            if step.what == "truncate":
                if random.random() < share:
                    del content[step.offset :]
                continue
            for place in range(0, len(step.data), SECTOR):
                if random.random() < share:
                    _put(content, step.offset + place, step.data[place : place + SECTOR])
        return bytes(content)

    def sync(self) -> None:
        for step in self.since:
            if step.what == "truncate":
                del self.safe[step.offset :]
            else:
                _put(self.safe, step.offset, step.data)
        self.since.clear()


class Replay:
    """The disk, step by step."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self._now: dict[str, _File] = {}
        self._safe: dict[str, _File] = {}
        self._named: list[tuple[str, _File | None]] = []

    def take(self, step: Step) -> None:
        """Let a step happen."""
        if step.what == "told":
            self.told.append(step.name)
        elif step.what == "make":
            self._now[step.name] = _File()
            self._named.append((step.name, self._now[step.name]))
        elif step.what == "delete":
            self._now.pop(step.name, None)
            self._named.append((step.name, None))
        elif step.what == "folder":
            self._safe = dict(self._now)
            self._named.clear()
        elif step.what == "sync":
            self._now[step.name].sync()
        else:
            self._now[step.name].since.append(step)

    def cut(self, folder: Path, random: Random) -> None:
        """Write what may be on the disk now, if the power goes, into a folder; the index of a log is never there."""
        share = random.choice((0.0, 0.5, 0.9, 1.0))
        names = dict(self._safe)
        for name in {name for name, _ in self._named}:
            moves = [file for other, file in self._named if other == name]
            kept = random.randint(0, len(moves))
            if kept:
                last = moves[kept - 1]
                names.pop(name, None)
                if last:
                    names[name] = last
        for old in folder.iterdir():
            old.unlink()
        for name, file in names.items():
            if not name.endswith("-shm"):
                (folder / name).write_bytes(file.after(random, share))


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def cuts(
    steps: Sequence[Step], *, every: int = 1, times: int = 1, seed: int = 0, ahead: int = 1, begin: int = 0
) -> Iterator[Found]:
    """Cut the power after every `every`th step, `times` times in ways of their own; yield what is found each time.

    The database is `desk.db`, and stands as it is after `begin` steps. What is there and was not told yet are `ahead`
    decisions, those of one act, or none.
    """
    random = Random(seed)
    replay = Replay()
    offset = random.randrange(every)
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112 - as TemporaryDirectory wants it
    with TemporaryDirectory(dir=memory) as name:
        for number, step in enumerate(steps):
            replay.take(step)
            if step.what == "told" and any(one.what == "told" for one in steps[number + 1 : number + 2]):
                continue  # what one act decided is told at once
            if number >= begin and number % every == offset:
                for _ in range(times):
                    replay.cut(Path(name), random)
                    yield look(Path(name) / "desk.db", replay.told, ahead)


def look(path: Path, told: Sequence[str], ahead: int = 1) -> Found:
    """Open a database after a power cut as the program does; return what is lost, and what is wrong."""
    if not path.exists():
        return Found(list(told), [])
    try:
        store = SqliteStore.open(path)
    except StoreError as error:
        return Found(list(told), [str(error)])
    with closing(store):
        decisions = list(store.log())
        there = {decision.uid for decision in decisions}
        wrong = [row[0] for row in store.connection.execute("PRAGMA integrity_check").fetchall() if row != ("ok",)]
        wrong += [f"{row[0]} points nowhere" for row in store.connection.execute("PRAGMA foreign_key_check").fetchall()]
        said: dict[tuple[str, ...], str | None] = {}
        for decision in reversed(decisions):
            for change in decision.changes:
                if change.table == "annotation":
                    said[tuple(change.key)] = change.after["label"] if change.after else None
        stands = {
            (uid, reviewer): label
            for uid, reviewer, label in store.connection.execute(
                "SELECT s.uid, a.reviewer, a.label FROM annotations a JOIN sentences s ON s.id = a.sentence"
            ).fetchall()
        }
        wrong += [
            f"{key} is {stands.get((key[0], key[1]))}, and the log says {label}"
            for key, label in said.items()
            if stands.get((key[0], key[1])) != label
        ]
        # What is there beyond what was told is the act that was on its way, and all of it.
        if len(there - set(told)) not in {0, ahead}:
            wrong.append(f"{len(there - set(told))} decisions beyond what was told")
        return Found([uid for uid in told if uid not in there], wrong)
