"""Taking in other databases: their articles and decisions beside ours, and the state made anew from all of them."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from reviewer.errors import StoreError
from reviewer.store.sqlite.conflicts import ConflictsPart
from reviewer.store.uniting import Came, United
from reviewer.text import one_line, shorten

_TITLE = 60


class UnitingPart(ConflictsPart):
    """The part of the engine that joins the logs of several databases."""

    def unite(self, others: Sequence[Path], *, dry_run: bool = False) -> United:
        """Take in all articles and decisions of other databases, which are only read; with `dry_run` keep nothing.

        The state is made anew from all decisions in the order of their ticks, so it is the same whichever database took
        in which, and taking in twice changes nothing. Raises StoreError in one line for what cannot be taken in.
        """
        from reviewer.store.sqlite.joining.other import opened  # noqa: PLC0415 - a sitting never takes anything in
        from reviewer.store.sqlite.joining.vetting import vet  # noqa: PLC0415 - as above
        from reviewer.store.sqlite.replay import Ambiguous  # noqa: PLC0415 - as above

        with ExitStack() as stack:
            given = {one_line(str(path)): stack.enter_context(opened(path, self._path())) for path in others}
            for shown, theirs in given.items():
                vet(theirs, shown)
            failed = stack.enter_context(ExitStack())
            try:
                with self.transaction() as connection:
                    connection.execute("SAVEPOINT united")
                    united, changed = self._united(connection, given)
                    if changed and not dry_run:
                        united = united._replace(backup=self._backed_up())
                        if united.backup:  # of a merge that fails after all, it would only fill the disk
                            failed.callback(united.backup.unlink, missing_ok=True)
                    else:
                        connection.execute("ROLLBACK TO united")
                failed.pop_all()
            except Ambiguous as error:
                title = shorten(str(error), _TITLE)
                raise StoreError(
                    f"{', '.join(given)}: “{title}” was corrected, but here and there it was cut into "
                    "sentences so differently that what was said of one would be said of another; undo the correction "
                    "in one of them, merge, and import the corrected article then"
                ) from error
            except (LookupError, TypeError, ValueError) as error:
                names = ", ".join(given)
                raise StoreError(
                    f"{names}: what was decided there does not fit together; nothing was changed"
                ) from error
        self.tidy()
        return united

    def _united(self, connection: sqlite3.Connection, given: Mapping[str, sqlite3.Connection]) -> tuple[United, bool]:
        """Take in what the other databases hold; return what came, and whether anything was new."""
        from reviewer.store.sqlite.joining.rebuild import passed, rebuild  # noqa: PLC0415 - as above
        from reviewer.store.sqlite.joining.same_articles import take_articles  # noqa: PLC0415 - as above
        from reviewer.store.sqlite.joining.same_decisions import known_by, take_decisions, take_guidelines  # noqa: PLC0415 - as above
        from reviewer.store.sqlite.joining.source_files import take_sources  # noqa: PLC0415 - as above
        from reviewer.store.sqlite.joining.texts import set_first  # noqa: PLC0415 - as above

        passed_over = set(passed(connection))
        before, passed_before = connection.total_changes, len(passed_over)
        new = shared = 0
        came: Counter[tuple[str, bool]] = Counter()
        differing: list[str] = []
        ids: list[Mapping[int, int]] = []
        for shown, theirs in given.items():
            articles = take_articles(connection, theirs, shown)
            take_sources(connection, theirs, shown)
            names = known_by(connection, theirs, articles.names)
            came += take_decisions(connection, theirs, articles.ids, names, shown)
            set_first(connection, articles.first)
            passed_over.update(passed(theirs))
            ids.append(articles.ids)
            new, shared = new + articles.new, shared + len(articles.ids) - articles.new
        if connection.total_changes > before or len(passed_over) > passed_before:
            rebuild(connection, passed_over)
        for theirs, places in zip(given.values(), ids, strict=True):
            differing += take_guidelines(connection, theirs)
            _take_positions(connection, theirs, places)
        who = {name for name, _ in came}
        decisions = {name: Came(came[name, True], came[name, False]) for name in sorted(who)}
        united = United(new, shared, decisions, len(self.conflicts()), tuple(dict.fromkeys(differing)), None)
        return united, connection.total_changes > before

    def _backed_up(self) -> Path | None:
        """Put a copy of the database as it is on the disk beside it; None for one in memory."""
        from reviewer.store.sqlite.migrations import back_up  # noqa: PLC0415 - as above

        return back_up(Path(self._path()), "merge", "another one is taken in") if self._path() else None


def _take_positions(ours: sqlite3.Connection, theirs: sqlite3.Connection, ids: Mapping[int, int]) -> None:
    """Let everybody go on where they were last, in whichever database that was."""
    ours.executemany(
        """INSERT INTO positions (reviewer, document, start, at) VALUES (?, ?, ?, ?)
        ON CONFLICT (reviewer, document) DO UPDATE SET start = excluded.start, at = excluded.at
        WHERE excluded.at > positions.at""",
        [
            (reviewer, ids[document], start, at)
            for reviewer, document, start, at, sha256 in theirs.execute(
                """SELECT p.reviewer, p.document, p.start, p.at, d.sha256
                FROM positions p JOIN documents d ON d.id = p.document"""
            )
            # A place in an older text is none in the one that the article has now.
            if ours.execute("SELECT 1 FROM documents WHERE id = ? AND sha256 = ?", (ids[document], sha256)).fetchone()
        ],
    )
