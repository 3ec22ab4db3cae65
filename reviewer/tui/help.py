"""The key list: every action with its keys; what would do nothing here is dimmed and says why."""

from collections.abc import Mapping
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reviewer.keys import Action, shown

CLOSE_KEYS = "escape,q,question_mark,f1,f2,enter"


class HelpScreen(ModalScreen[None]):
    """Lists the keys by group."""

    CSS_PATH = "sheet.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(CLOSE_KEYS, "dismiss", "close", show=False)]

    def __init__(self, actions: tuple[Action, ...], refused: Mapping[str, str]) -> None:
        super().__init__()
        self._actions = actions
        self._refused = refused

    def compose(self) -> ComposeResult:
        """One line an action, a heading a group."""
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = "Keys"
            sheet.border_subtitle = "esc closes"
            for group, actions in groupby(self._actions, key=lambda action: action.group):
                yield Static(Content(group), classes="group")
                with Grid(classes="keys"):
                    for action in actions:
                        refused = "refused" if action.id in self._refused else ""
                        why = f" ({self._refused[action.id]})" if refused else ""
                        keys = "  ".join(shown(key) for key in action.keys)
                        yield Static(Content(keys), classes=f"key {refused}")
                        yield Static(Content(action.help + why), classes=refused)
