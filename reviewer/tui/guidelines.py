"""The labelling guidelines, as the project has them."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown

from reviewer.settings import Guideline
from reviewer.text import printable
from reviewer.tui.help import CLOSE_KEYS


class GuidelinesScreen(ModalScreen[None]):
    """Shows the guidelines in force; every decision is recorded under their version."""

    CSS_PATH = "sheet.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(CLOSE_KEYS, "dismiss", "close", show=False)]

    def __init__(self, guideline: Guideline) -> None:
        super().__init__()
        self._guideline = guideline

    def compose(self) -> ComposeResult:
        """One page to scroll."""
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = "Guidelines"
            sheet.border_subtitle = "esc closes"
            yield Markdown("\n".join(map(printable, self._guideline.text.splitlines())), open_links=False)
