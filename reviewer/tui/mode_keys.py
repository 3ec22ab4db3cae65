"""The keys that open a mode over the article: where to cut a sentence, who said what, and what to walk through."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reviewer.errors import Refused
from reviewer.keys import Action, for_scheme
from reviewer.session import Moved, Session
from reviewer.tui.article_view import ArticleView
from reviewer.tui.claims import Desk
from reviewer.tui.modes import FilterMode, SplitMode
from reviewer.tui.panel import Panel
from reviewer.tui.span_mode import SpanMode

if TYPE_CHECKING:  # it brings the rules of attribution with it
    from reviewer.marking import Marking

HINTS = {"speaker": "who it is; tab completes, empty takes the name off", "addressee": "to whom it was said"}
"""What is asked for while a draft of an attribution stands."""


class ModeKeys:
    """Opens the modes for a session; what they show is drawn in article and panel, `claim` begins one of a span."""

    def __init__(
        self,
        session: Session,
        actions: tuple[Action, ...],
        desk: Desk,
        article: ArticleView,
        panel: Panel,
        *,
        claim: Callable[[int, int], None],
    ) -> None:
        self._session = session
        self._actions = actions
        self._article = article
        self._panel = panel
        self._claim = claim
        self._desk = desk

    def acts(self) -> dict[str, Callable[[str], Moved | None]]:
        """Return what opens by a key of its own."""
        return {"split": self._open_split, "spans": self._open_spans, "filter": self._open_filter}

    def _open_split(self, origin: str) -> None:
        focus = self._session.focus()
        if focus is None or len(focus.sentence.text) < 2:
            raise Refused("there is nothing here to cut")

        def cut(at: int) -> None:
            self._desk.attempt(lambda: self._session.split(focus.sentence.start + at, origin))

        self._desk.enter(SplitMode(focus.sentence.text, self._article.show_cut, cut))

    def _open_spans(self, _origin: str) -> None:
        from reviewer.marking import Marking  # noqa: PLC0415 - the rules of attribution load when first needed

        marking = Marking(self._session)
        self._desk.enter(SpanMode(marking, self._show_draft, self._desk.attempt, self._ask, self._claim))

    def _show_draft(self, marking: "Marking | None") -> None:
        self._article.show_draft(marking.spans if marking else None)
        self._panel.show_draft(marking)

    def _ask(self, purpose: str, value: str, names: Sequence[str]) -> None:
        self._desk.prompt(purpose, value, HINTS[purpose], names)

    def _open_filter(self, _origin: str) -> None:
        scheme = self._session.scheme
        self._desk.enter(FilterMode(for_scheme(self._actions, scheme), scheme, self._set_filter))

    def _set_filter(self, chosen: str | None) -> None:
        self._session.filter = chosen
        self._article.refresh()
        self._panel.redraw()
        if chosen:
            self._desk.say(f"walking only through: {self._session.scheme.word(chosen)} (f f shows all again)")
