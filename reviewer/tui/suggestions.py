"""Suggestions on the screen: worked out in a thread when no key waits, drawn in article and panel, taken by a key."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import Refused, debugging, reason
from reviewer.refusals import NO_SUGGESTIONS
from reviewer.session import Moved, Session
from reviewer.sheet import Sheet
from reviewer.suggest.stretches import Stretch
from reviewer.suggesting import Suggesting
from reviewer.tui.article_view import ArticleView
from reviewer.tui.panel import Panel
from reviewer.working_out import NOTHING_SUGGESTED

if TYPE_CHECKING:  # they bring the engine with them
    from reviewer.learning import Learner
    from reviewer.suggest.proposals import Suggestion

NOTHING_LEARNED = "nothing new is learned"
NEWS_SECONDS = 1.0
"""How often is asked whether what is learned in the other process is there."""


class Suggestions:
    """Has them worked out, one stretch of the article after the other; without a `suggesting` there are none.

    It is learned anew after each article that is finished. Whatever is wrong in all this is told to `say` once, in one
    line and a look, and the sitting goes on without it.
    """

    def __init__(
        self,
        session: Session,
        suggesting: Suggesting | None,
        article: ArticleView,
        panel: Panel,
        say: Callable[[str, str], None],
    ) -> None:
        self._session = session
        self._suggesting = suggesting
        self._article = article
        self._panel = panel
        self._say = say
        self._told: set[str] = set()
        self._working = False
        self._database = suggesting.database if suggesting else None
        self._learner: Learner | None = None
        self._open: Sheet | None = None
        self._finished = False

    def acts(self) -> dict[str, Callable[[str], Moved | None]]:
        """Return what the keys for suggestions do."""
        return {"accept": self._accept}

    def _accept(self, origin: str) -> Moved:
        if self._suggesting is None:
            raise Refused(NO_SUGGESTIONS)
        return self._suggesting.accept(origin)

    def seek(self) -> None:
        """Begin to work out what the cursor is on or comes near to, once what is drawn now is painted."""
        suggesting = self._suggesting
        if suggesting is None:
            return
        with self._unless(NOTHING_SUGGESTED):
            lacking = not self._working and suggesting.is_lacking()
            if lacking or self._session.sheet is not self._open or self._is_just_finished():
                self._panel.call_after_refresh(self._begin)

    def close(self) -> None:
        """End what is under way."""
        if self._learner is not None:
            self._learner.close()

    def with_neighbours(self, indexes: tuple[int, ...]) -> tuple[int, ...]:
        """Return sentences that changed with those that are drawn otherwise because of it."""
        return self._suggesting.with_neighbours(indexes) if self._suggesting else indexes

    def _begin(self) -> None:
        self._learn()
        suggesting = self._suggesting
        with self._unless(NOTHING_SUGGESTED):
            if suggesting and not self._working and (stretch := suggesting.wanted()):
                self._working = True
                # A worker of the panel: nothing that is opened over the article waits for it.
                self._panel.run_worker(self._work(suggesting, stretch))

    async def _work(self, suggesting: Suggesting, stretch: Stretch) -> None:
        database, self._database = self._database, None  # once: what fails then, fails again
        if database is not None:
            with self._unless(NOTHING_LEARNED):
                await self._begin_learning(database)
        with self._unless(NOTHING_SUGGESTED, partial(suggesting.fail, stretch)):
            suggesting.take(stretch, await asyncio.to_thread(_worked_out, stretch, self._learner))
        self._working = False
        self._article.refresh()
        self._panel.redraw()
        self.seek()

    @contextmanager
    def _unless(self, without: str, failed: Callable[[str], None] | None = None) -> Iterator[None]:
        """Go on where a block fails, and say once what there is not, and why; a fault is raised where one is sought."""
        try:
            yield
        except Exception as error:
            if debugging():
                raise
            why = reason(error)
            if failed is not None:
                failed(why)
            if (line := f"{without}: {why}") not in self._told:
                self._told.add(line)
                self._say(line, "error")

    # What is learned

    async def _begin_learning(self, database: Path) -> None:
        learner = await asyncio.to_thread(_loaded)
        self._learner = learner(self._session.store, database, self._session.layer)
        await asyncio.to_thread(getattr, self._learner, "learned")  # read there, for it takes some milliseconds
        self._learner.begin()
        self._panel.set_interval(NEWS_SECONDS, self._ask_for_news)

    def _learn(self) -> None:
        """Have it learned anew when the article that was open has just been finished."""
        sheet = self._open
        if self._is_just_finished():
            self._finished = True
            if self._learner is not None:
                with self._unless(NOTHING_LEARNED):
                    self._learner.refit()
        if self._session.sheet is not sheet:
            self._open = self._session.sheet
            self._finished = self._open is None or _is_finished(self._open)

    def _is_just_finished(self) -> bool:
        return self._open is not None and not self._finished and _is_finished(self._open)

    def _ask_for_news(self) -> None:
        with self._unless(NOTHING_LEARNED):
            if self._suggesting and self._learner and self._learner.is_renewed():
                self._suggesting.renew()
                self.seek()


def _is_finished(sheet: Sheet) -> bool:
    return sheet.decided() == len(sheet)


def _loaded() -> "type[Learner]":
    import reviewer.suggest.proposing  # noqa: PLC0415 - the engine is loaded here, in the thread
    from reviewer.learning import Learner  # noqa: PLC0415 - as above

    del reviewer
    return Learner


def _worked_out(stretch: Stretch, learner: "Learner | None") -> "list[Suggestion]":
    from reviewer.suggest.proposing import suggestions  # noqa: PLC0415 - as above

    return suggestions(stretch, learner.learned if learner else None)
