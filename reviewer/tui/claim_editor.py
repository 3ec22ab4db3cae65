"""The claim editor: a few lines of typing over the lower part of the panel, for one claim."""

from textual import events
from textual.widgets import TextArea

from reviewer.store.marks import Claim
from reviewer.text import one_line
from reviewer.tui.messages import ClaimClosed

HINT = "words that stand alone · enter saves · ctrl+t presupposed · esc leaves"


class ClaimEditor(TextArea):
    """Edits a claim, one that has no words yet or one that is there; tells its end by ClaimClosed.

    A claim is one line: enter saves, and line ends that come in by pasting become spaces.
    """

    def __init__(self, claim: Claim, title: str) -> None:
        super().__init__(one_line(claim.text), id="claim", compact=True, highlight_cursor_line=False)
        self._claim = claim
        self._title = title
        self._show_presupposed()

    def on_mount(self) -> None:
        """Begin behind the last word."""
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Save on enter, leave on escape, mark as presupposed on ctrl+t; all else is typing."""
        if event.key in {"enter", "escape"}:
            event.stop()
            event.prevent_default()
            self.post_message(ClaimClosed(self._written(), accepted=event.key == "enter"))
        elif event.key == "ctrl+t":
            event.stop()
            event.prevent_default()
            self._claim = self._claim._replace(presupposed=not self._claim.presupposed)
            self._show_presupposed()

    def _written(self) -> Claim:
        return self._claim._replace(text=" ".join(self.text.split()))

    def _show_presupposed(self) -> None:
        self.border_title = f"{self._title}{' (presupposed)' if self._claim.presupposed else ''}"
