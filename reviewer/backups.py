"""Dated copies of the database beside it: made once a day, the oldest given up, one put back when it is needed."""

import glob
import re
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reviewer.errors import DamagedError, StoreError
from reviewer.store import copy_store, fill_store, open_store
from reviewer.text import one_line

_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(?:-(\d+))?\.db")
_DAY = 24 * 60 * 60
"""Seconds between two backups that nobody asked for."""


class PutBack(NamedTuple):
    """What became of the database that stood there: a copy of it, or the damaged file itself; None: there was none."""

    earlier: Path | None
    damaged: bool


def folder(database: Path) -> Path:
    """Return where the backups of a database are: `desk.db` has `desk.backups/`, `desk.sqlite` another folder."""
    return database.with_name(f"{database.name.removesuffix('.db')}.backups")


def backups(database: Path) -> list[Path]:
    """Return the backups of a database, the oldest first; what else is in the folder is none."""
    return [path for _, _, path in _dated(database)]


def _dated(database: Path) -> list[tuple[str, int, Path]]:
    """Return the second in which each backup was made, and its number: the next one of a second is `…Z-2.db`."""
    with suppress(OSError):
        named = ((_NAME.fullmatch(path.name), path) for path in folder(database).iterdir())
        return sorted((name[1], int(name[2] or 1), path) for name, path in named if name)
    return []


def back_up(database: Path, keep: int) -> Path:
    """Copy a database into its folder of backups under the date, give up the oldest over `keep`, and return the copy.

    With 0 none is given up. Raises StoreError when it cannot be made; nothing is given up then.
    """
    place = folder(database)
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"{one_line(str(place))}: cannot be made ({error.strerror}); no backup was made") from error
    name = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    last = max((number for second, number, _ in _dated(database) if second == name), default=0)
    copy = place / (f"{name}-{last + 1}.db" if last else f"{name}.db")
    copy_store(database, copy)
    # The new one stays also where the clock went back, and its name is older than the others.
    others = [path for path in backups(database) if path != copy]
    over = max(0, len(others) + 1 - keep) if keep > 0 else 0
    for old in (*others[:over], *_left_behind(place)):
        with suppress(OSError):  # one that stays is one more
            old.unlink()
    return copy


def _left_behind(place: Path) -> list[Path]:
    """Return what is half made in a folder of backups, and has been so for a day: who made it was killed."""
    before = datetime.now(UTC).timestamp() - _DAY
    return [path for path in place.glob("*.part") if 0 < _written(path) < before]


def keep_up(database: Path, keep: int) -> Path | None:
    """Make the backup of the day, where one is due, and return it; raises StoreError as `back_up` does.

    It is due when the newest is a day old, or in the future, and the database has changed since. Of many sittings that
    begin at once, one makes it.
    """
    if keep <= 0:
        return None
    made = max(map(_written, (*backups(database), *folder(database).glob("*.part"))), default=0.0)
    now = datetime.now(UTC).timestamp()
    if 0 < made <= now and (now - made < _DAY or _written(database, "-wal") < made):
        return None
    return back_up(database, keep)


def _written(path: Path, *beside: str) -> float:
    """Return when a file, or one beside it with one of these endings, was written to last; 0 where there is none.

    In seconds since 1970.
    """
    times = [0.0]
    for end in ("", *beside):
        with suppress(OSError):  # somebody else may give it up meanwhile
            times.append(Path(f"{path}{end}").stat().st_mtime)
    return max(times)


def restore(database: Path, backup: Path, told: Callable[[bool], None] | None = None) -> PutBack:
    """Let a database be what a backup is; what stood there is kept beside it. `told` is as Store.on_wait says.

    Raises StoreError, with nothing changed, when the backup is no database of this program, or is damaged, and when the
    database cannot be written to.
    """
    if not database.parent.is_dir():
        raise StoreError(f"{one_line(str(database))}: its folder is not there; make it, or give another file with --db")
    part = database.with_name(f"{database.name}.restored.part")
    try:
        _discard(part)
        _fetch(backup, part)
        _refuse_damaged(part, backup)
        return _put_back(database, part, told)
    except OSError as error:
        raise StoreError(
            f"{one_line(str(backup))}: cannot be put back ({one_line(error.strerror or str(error))}); "
            "nothing was changed"
        ) from error
    finally:
        _discard(part)


def _discard(part: Path) -> None:
    for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
        left.unlink(missing_ok=True)


def _fetch(backup: Path, part: Path) -> None:
    """Copy a backup, with what its write-ahead log holds where somebody has worked in it; raises OSError too."""
    if not stat.S_ISREG(backup.stat().st_mode):
        raise StoreError(f"{one_line(str(backup))}: is no file; the backups are those of: reviewer backup --list")
    if Path(f"{backup}-wal").exists():
        copy_store(backup, part)
    else:  # also from where nothing can be written, as SQLite would want to
        shutil.copyfile(backup, part)


def _refuse_damaged(part: Path, backup: Path) -> None:
    """Raise StoreError for a copy of a backup that is not whole; one of an older schema is brought up to date."""
    if not part.stat().st_size:
        raise StoreError(f"{one_line(str(backup))}: is empty; give another backup")
    try:
        store = open_store(part, make=False)
        try:
            found = next((one for one in store.examine() if not one.mendable), None)
        finally:
            store.close()
    except StoreError as error:
        raise StoreError(str(error).replace(one_line(str(part)), one_line(str(backup)))) from error
    finally:
        for left in part.parent.glob(f"{glob.escape(part.name)}.before-*"):
            left.unlink()
    if found:
        raise StoreError(f"{one_line(str(backup))}: {found.what}; give another backup")


def _put_back(database: Path, part: Path, told: Callable[[bool], None] | None) -> PutBack:
    if not database.exists():
        _move_aside(database)
        part.rename(database)
        return PutBack(None, damaged=False)
    earlier = _free(database, "before-restore")
    try:
        copy_store(database, earlier)
        fill_store(database, part, told)
    except DamagedError:
        earlier.unlink(missing_ok=True)
        damaged = _move_aside(database)
        part.rename(database)
        return PutBack(damaged, damaged=True)
    except StoreError:
        earlier.unlink(missing_ok=True)
        raise
    return PutBack(earlier, damaged=False)


def _move_aside(database: Path) -> Path:
    """Rename a database with all that SQLite keeps beside it: a log that is left would be read into the next one."""
    damaged = _free(database, "damaged")
    for end in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{database}{end}").rename(f"{damaged}{end}")
    return damaged


def _free(database: Path, word: str) -> Path:
    """Return a name beside the database that nothing has yet."""
    name = database.with_name(f"{database.name}.{word}")
    number = 2
    while name.exists() or Path(f"{name}-wal").exists():
        name = database.with_name(f"{database.name}.{word}-{number}")
        number += 1
    return name
