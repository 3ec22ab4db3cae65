"""The command palette: sentences and articles to go to, exporting, themes, and every action by its name."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reviewer.keys import for_scheme, shown
from reviewer.text import one_line, shorten
from reviewer.tui.app import ReviewerApp
from reviewer.tui.review import ReviewScreen

ARTICLES = 200
"""How many articles the palette offers by title; more are found by searching."""


class Command(NamedTuple):
    """One line of the palette."""

    name: str
    help: str
    run: Callable[[], object]

    def shown(self) -> Content:
        """Return both rows; Textual would read a help of its own as markup, and names come from outside."""
        return Content.from_markup("$name\n[dim]$help[/dim]", name=self.name, help=one_line(self.help))


class ReviewCommands(Provider):
    """What the palette offers on the review screen."""

    async def discover(self) -> Hits:
        """Offer everything but the long lists before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(command.shown(), command.run, text=command.name)

    async def search(self, query: str) -> Hits:
        """Offer what fits the words; a number is a sentence to go to."""
        number = re.fullmatch(r"\s*(?:go to |sentence )*(\d{1,7})\s*", query)
        if number and self._review:
            index = int(number[1]) - 1
            yield Hit(1.0, Content(f"Go to sentence {index + 1}"), partial(self._go, index), help="in this article")
        matcher = self.matcher(query)
        for command in (*self._commands(), *self._articles()):
            score = matcher.match(command.name)
            if score > 0:
                yield Hit(score, command.shown(), command.run, text=command.name)

    def _commands(self) -> Iterator[Command]:
        app, review = self._reviewer_app, self._review
        if review:
            yield Command("Export labelled sentences (JSONL)", f"to {app.export_path}", app.export)
            yield Command("Go to sentence…", "type its number here", lambda: None)
        for name in sorted(app.available_themes):
            yield Command(
                f"Theme: {name}", "changes the colours, remembered for you", partial(setattr, app, "theme", name)
            )
        for action in for_scheme(app.settings.actions, review.session.scheme) if review else ():
            if review and action.id not in {"palette", "quit"}:
                keys = " or ".join(shown(key) for key in action.keys) or "none"
                yield Command(action.help.capitalize(), f"key: {keys}", partial(review.perform, action.id, "palette"))

    def _articles(self) -> Iterator[Command]:
        if not self._review:
            return
        session = self._review.session
        for document in session.store.documents(session.queue[:ARTICLES]):
            yield Command(f"Article: {shorten(document.title, 80)}", document.name, partial(self._open, document.id))

    @property
    def _reviewer_app(self) -> ReviewerApp:
        app = self.app
        if not isinstance(app, ReviewerApp):
            raise TypeError(app)
        return app

    @property
    def _review(self) -> ReviewScreen | None:
        """The review screen that the palette was opened over; another screen has keys of its own only."""
        return self.screen if isinstance(self.screen, ReviewScreen) else None

    def _go(self, index: int) -> None:
        if review := self._review:
            review.attempt(lambda: review.session.go(index))

    def _open(self, document: int) -> None:
        if review := self._review:
            review.attempt(lambda: review.session.open_article(document))
