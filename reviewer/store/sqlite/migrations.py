"""Making a new database, and bringing an older one up to date: both run the steps of the schema, in one transaction."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain, count
from pathlib import Path

from reviewer.errors import StoreError
from reviewer.store.sqlite.executes import Executes
from reviewer.store.sqlite.schema import APPLICATION_ID, STEPS
from reviewer.store.sqlite.whole_copy import write_copy
from reviewer.text import one_line

Step = Callable[[Executes], None]


def make(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Make the tables of a new database, in one transaction; does nothing where another process has just made them.

    Without sqlite-utils, which costs a fifth of the time to the first paint.
    """
    with _alone(connection):
        if not _version(connection):
            for step in steps:
                step(connection)
            _stamp(connection, len(steps))


def migrate(connection: sqlite3.Connection, path: Path | str, steps: Sequence[Step] = STEPS) -> None:
    """Bring an older database up to date with the steps it lacks, which sqlite-utils applies and records.

    The file is copied to `<name>.before-<schema>` beside it first. Nothing is changed when anything fails.
    """
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - a file that is up to date needs none of it

    # One process migrates; one that waited for it finds the work done, for the version is read inside.
    with ExitStack() as failed:
        with _alone(connection):
            version = _version(connection)
            if version < len(steps):
                copy = back_up(Path(path), str(version), "its schema is renewed")
                failed.callback(copy.unlink, missing_ok=True)  # it would only fill a disk that is full
                migrations = Migrations("reviewer")
                for step in steps[version:]:
                    migrations()(step)
                migrations.apply(Database(connection, execute_plugins=False))
                _stamp(connection, len(steps))
        failed.pop_all()


@contextmanager
def _alone(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block as one transaction that keeps other writers out from its beginning."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _stamp(connection: sqlite3.Connection, version: int) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")


def back_up(path: Path, before: str, what: str) -> Path:
    """Copy what is committed to `<name>.before-<before>` beside the file, before `what` is done to it; return the copy.

    A copy that was made earlier is left alone, a half-made one never has the copy's name.
    """
    names = chain((f"{path.name}.before-{before}",), (f"{path.name}.before-{before}.{n}" for n in count(2)))
    copy = next(place for place in map(path.with_name, names) if not place.exists())
    try:
        write_copy(path, copy, copy.with_name(f"{copy.name}.part"))
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"{one_line(str(path))}: could not be backed up to {one_line(copy.name)} before {what} "
            f"({one_line(str(error))}); make room or fix the folder, nothing was changed"
        ) from error
    return copy
