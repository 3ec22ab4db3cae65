"""Dated copies of the database beside it: made once a day, the oldest given up, one put back when it is needed."""

import glob
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reviewer.errors import DamagedError, StoreError
from reviewer.store import copy_store, exchange_store, open_store
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
    with suppress(OSError):
        return sorted((path for path in folder(database).iterdir() if _NAME.fullmatch(path.name)), key=_made)
    return []


def _made(path: Path) -> tuple[str, int]:
    """Return when a backup was made by its name, and which of that second's it is."""
    found = _NAME.fullmatch(path.name)
    return (found[1], int(found[2] or 1)) if found else ("", 0)


def back_up(database: Path, keep: int) -> Path:
    """Copy a database into its folder of backups under the date, give up the oldest over `keep`, and return the copy.

    With 0 none is given up. Raises StoreError when it cannot be made; nothing is given up then.
    """
    place = folder(database)
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"{one_line(str(place))}: cannot be made ({error.strerror}); no backup was made") from error
    copy = _free_name(place)
    copy_store(database, copy)
    # What a clock that ran ahead has dated in a time to come is older than what is made now.
    others = [path for path in backups(database) if path != copy]
    others.sort(key=lambda path: (_made(path) <= _made(copy), _made(path)))
    over = max(0, len(others) + 1 - keep) if keep > 0 else 0
    for old in (*others[:over], *_left_in_half(place)):
        with suppress(OSError):  # one that stays is one more
            old.unlink()
    return copy


def _left_in_half(place: Path) -> Iterator[Path]:
    """Yield what backups left that were killed, or whose machine lost its power, before they were whole."""
    for path in _half_made(place):
        with suppress(OSError):
            if abs(datetime.now(UTC).timestamp() - path.stat().st_mtime) > _DAY:
                yield path


def _half_made(place: Path) -> list[Path]:
    """Return what is being made in a folder of backups, or was left there in half."""
    with suppress(OSError):
        return list(place.glob("????-*Z*.db.*.part"))
    return []


def _free_name(place: Path) -> Path:
    """Return the name of a backup that is made now; raises StoreError for a folder that may not be looked into.

    In one second the numbers go up, also over names that have become free.
    """
    second = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    try:
        made = [_made(path)[1] for path in place.iterdir() if _made(path)[0] == second]
    except OSError as error:
        raise StoreError(f"{one_line(str(place))}: {error.strerror}; no backup was made") from error
    return place / f"{second}-{max(made) + 1}.db" if made else place / f"{second}.db"


def keep_up(database: Path, keep: int) -> Path | None:
    """Make the backup of the day, where one is due, and return it; raises StoreError as `back_up` does.

    It is due when the newest is a day old and the database has changed since. Of those from the future, which a clock
    that ran ahead has made, nobody can tell how old they are.
    """
    if keep <= 0:
        return None
    made, now = 0.0, datetime.now(UTC).timestamp()
    # Of many sittings that begin at once, one makes it: what is half made counts.
    for path in (*backups(database), *_half_made(folder(database))):
        with suppress(OSError):  # another sitting has just given it up
            then = path.stat().st_mtime
            made = max(made, then if then <= now else 0.0)
    if made and (now - made < _DAY or _changed(database) < made):
        return None
    return back_up(database, keep)


def _changed(database: Path) -> float:
    """Return when a database was written to last, in seconds since 1970."""
    times = [0.0]
    for path in (database, database.with_name(f"{database.name}-wal")):
        with suppress(OSError):
            times.append(path.stat().st_mtime)
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
        _clear(part)  # one that was killed may have left a log, which would go into this one
        if not stat.S_ISREG(backup.stat().st_mode):
            raise StoreError(f"{one_line(str(backup))}: is no file; the backups are those of: reviewer backup --list")
        if backup.with_name(f"{backup.name}-wal").exists():  # one that is open, or was left by a crash
            copy_store(backup, part)
        else:  # also from where nothing can be written, as SQLite would want to
            shutil.copyfile(backup, part)
        _refuse_damaged(part, backup)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        if not database.exists():
            _part_from_log(database)
            part.rename(database)
            return PutBack(None, damaged=False)
        return _put_back(database, part, told)
    except OSError as error:
        raise StoreError(
            f"{one_line(str(backup))}: cannot be put back ({one_line(error.strerror or str(error))}); "
            "nothing was changed"
        ) from error
    finally:
        _clear(part)


def _clear(part: Path) -> None:
    for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
        left.unlink(missing_ok=True)


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
    earlier = _free(database, "before-restore")
    try:
        exchange_store(database, part, earlier, told)
    except DamagedError:
        damaged = _free(database, "damaged")
        for end in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{database}{end}").rename(f"{damaged}{end}")
        part.rename(database)
        return PutBack(damaged, damaged=True)
    return PutBack(earlier, damaged=False)


def _part_from_log(database: Path) -> None:
    """Take the log of a database that is gone away from its name: SQLite would put it into whatever comes there."""
    log = Path(f"{database}-wal")
    if log.exists():
        log.rename(_free(log, "before-restore"))
    Path(f"{database}-shm").unlink(missing_ok=True)


def _free(database: Path, word: str) -> Path:
    """Return a name beside the database that nothing has yet."""
    name = database.with_name(f"{database.name}.{word}")
    number = 2
    while name.exists():
        name = database.with_name(f"{database.name}.{word}-{number}")
        number += 1
    return name
