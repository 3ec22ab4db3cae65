"""Suggestions on the screen: worked out in a thread when no key waits, drawn in article and panel, taken by a key."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from reviewer.errors import Refused
from reviewer.refusals import NO_SUGGESTIONS
from reviewer.session import Moved
from reviewer.suggest.stretches import Stretch
from reviewer.suggesting import Suggesting
from reviewer.tui.article_view import ArticleView
from reviewer.tui.panel import Panel

if TYPE_CHECKING:  # it brings the preparing of articles with it
    from reviewer.suggest.proposals import Suggestion


class Suggestions:
    """Has them worked out, one stretch of the article after the other; without a `suggesting` there are none."""

    def __init__(self, suggesting: Suggesting | None, article: ArticleView, panel: Panel) -> None:
        self._suggesting = suggesting
        self._article = article
        self._panel = panel
        self._working = False

    def acts(self) -> dict[str, Callable[[str], Moved | None]]:
        """Return what the keys for suggestions do."""
        return {"accept": self._accept}

    def _accept(self, origin: str) -> Moved:
        if self._suggesting is None:
            raise Refused(NO_SUGGESTIONS)
        return self._suggesting.accept(origin)

    def seek(self) -> None:
        """Begin to work out what the cursor is on or comes near to, once what is drawn now is painted."""
        if self._suggesting is not None and not self._working and not self._suggesting.is_ready():
            self._panel.call_after_refresh(self._begin)

    def with_neighbours(self, indexes: tuple[int, ...]) -> tuple[int, ...]:
        """Return sentences that changed with those that are drawn otherwise because of it."""
        return self._suggesting.with_neighbours(indexes) if self._suggesting else indexes

    def _begin(self) -> None:
        stretch = None if self._working or self._suggesting is None else self._suggesting.wanted()
        if stretch is not None and self._suggesting is not None:
            self._working = True
            # A worker of the panel: nothing that is opened over the article waits for it.
            self._panel.run_worker(self._work(self._suggesting, stretch))

    async def _work(self, suggesting: Suggesting, stretch: Stretch) -> None:
        found = await asyncio.to_thread(_worked_out, stretch)
        self._working = False
        suggesting.take(stretch, found)
        self._article.refresh()
        self._panel.redraw()
        self.seek()


def _worked_out(stretch: Stretch) -> "list[Suggestion]":
    from reviewer.suggest.proposing import suggestions  # noqa: PLC0415 - the engine is loaded here, in the thread

    return suggestions(stretch)
