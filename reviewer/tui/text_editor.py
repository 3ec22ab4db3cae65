"""An editor of several lines for words of any length: a justification, what was searched, an excerpt."""

from textual import events
from textual.widgets import TextArea

HINT = "enter new line · ctrl+s or f2 saves · esc leaves and keeps it · ctrl+z undoes"
SAVE = frozenset({"ctrl+s", "f2"})


class TextEditor(TextArea):
    """Edits a text; its screen hands it the keys, so that none typed ahead goes astray.

    What was typed before and left unsaved is put in as an edit: ctrl+z leads back to what is saved.
    """

    def __init__(self, field: str, text: str, title: str, unsaved: str | None = None) -> None:
        super().__init__(text, id="text-editor", compact=True, highlight_cursor_line=False)
        self.field = field
        self.saved = text
        self.border_title = title
        self._unsaved = unsaved
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Begin behind the last word, with the cursor shown; the keys come from the screen, not by focus."""
        self.has_focus = True
        if self._unsaved is not None:
            self.replace(self._unsaved, self.document.start, self.document.end)
        self.move_cursor(self.document.end)

    async def press(self, event: events.Key) -> None:
        """Take a key: typing, or one of the editor's own."""
        bindings = self._bindings.key_to_bindings.get(event.key, ())
        for binding in bindings:
            await self.run_action(binding.action)
        if not bindings:
            await self._on_key(event)

    def put(self, text: str) -> None:
        """Put in what is pasted, as it stands."""
        self.replace(text, *self.selection)
