"""The adjudication screen: what reviewers differ on, side by side; one key takes a side or decides anew."""

from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.app import ComposeResult

from reviewer.adjudicating import Adjudicating
from reviewer.errors import Refused, ReviewerError
from reviewer.keys import Action, for_scheme, shown
from reviewer.labels import BUILT_IN, Scheme
from reviewer.layers import ADJUDICATED
from reviewer.session import Session
from reviewer.settings import Settings
from reviewer.store.marks import CHECK_WORTHINESS
from reviewer.store.rows import Decision
from reviewer.tui.adjudicate_lines import BY_NUMBER, AdjudicateBody, AdjudicateFoot, AdjudicateHead, Table
from reviewer.tui.bars import MessageRow
from reviewer.tui.keyboard import KeyScreen
from reviewer.tui.messages import ActionClicked
from reviewer.wording import describe

GROUP = "Adjudicate"
OWN: tuple[Action, ...] = (
    *(
        Action(f"side.{n}", (str(n + 1),), f"side {n + 1}", f"take side {n + 1}: all that it says", GROUP)
        for n in range(BY_NUMBER)
    ),
    Action("column_left", ("left",), "column", "choose the column on the left", GROUP),
    Action("column_right", ("right",), "column", "choose the column on the right", GROUP),
    Action("column", ("space",), "takes it", "take the chosen column's side", GROUP),
    Action("edit", ("e", "enter"), "edit", "edit the settled sentence: spans, claims, note; esc comes back", GROUP),
    Action("agreed", ("equals_sign",), "all agreed", "settle every sentence of the article that all agree on", GROUP),
    Action("hide", ("h",), "hide names", "call the reviewers A, B, C, in an order that tells nothing", GROUP),
    Action("leave", ("escape",), "leaves", "leave", GROUP),
)
"""What this screen's own keys do; the others are those of the review screen, as the settings have them."""
SHARED = {
    **{f"worthiness.{name.lower()}": f"decide anew: {name}, or take it off" for name in CHECK_WORTHINESS},
    "next_undecided": "next sentence they differ on, in the next article if need be",
    "previous_undecided": "the one before it that they differ on",
    "next": "next sentence that several have decided",
    "previous": "the one before it",
    "next_article": "next article",
    "previous_article": "previous article",
    "page_down": "further down in the sides",
    "page_up": "further up",
    "undo": "undo your last decision",
    "redo": "do again what was undone",
    "help": "show the keys",
}


class AdjudicateScreen(KeyScreen[None]):
    """One sitting, drawn."""

    CSS_PATH = "adjudicate.tcss"

    def __init__(self, adjudicating: Adjudicating, settings: Settings, left: Callable[[], None]) -> None:
        super().__init__()
        self._sitting = adjudicating
        self._settings = settings
        self._left = left
        self._table = Table(adjudicating)
        self._acts = self._act_table()
        self._head, self._body = AdjudicateHead(adjudicating), AdjudicateBody(adjudicating, self._table)
        self._message, self._foot = MessageRow(), AdjudicateFoot()
        self._take_keys()

    def compose(self) -> ComposeResult:
        """Lay out the four parts."""
        yield self._head
        yield self._body
        yield self._message
        yield self._foot

    def _take_keys(self) -> None:
        """Take the keys, and the acts of those that give labels, as they are for the article on the screen."""
        scheme = self._scheme = self._sitting.scheme
        self._help = (*OWN, *_shared(for_scheme(self._settings.actions, scheme)))
        self._keys = {key: action.id for action in reversed(self._help) for key in action.keys}
        self._acts |= {f"label.{name}": partial(self._decide, name) for name in scheme.names}
        self._foot.show(_foot(self._help, scheme))

    async def take(self, event: events.Key) -> None:
        """Answer a key of the table; any other does nothing."""
        if event.key in self._keys:
            self.perform(self._keys[event.key])

    def on_action_clicked(self, message: ActionClicked) -> None:
        """Take the side whose name was clicked."""
        self.perform(message.action, "mouse")

    def perform(self, action: str, origin: str = "key") -> None:
        """Do one act; what is refused or cannot be saved is said in the message row."""
        self._message.say("")
        seen = self._seen()
        try:
            self._sitting.catch_up()
            if self._seen() == seen:
                self._acts[action](origin)
            else:
                self._message.say("somebody has changed this sentence: look again, then press again", "refused")
        except Refused as refused:
            self._message.say(str(refused), "refused")
        except ReviewerError as error:
            self._message.say(f"not saved: {error}", "error")
        self._redraw(anew=self._seen() != seen)

    def _act_table(self) -> dict[str, Callable[[str], None]]:
        sitting, table = self._sitting, self._table
        acts: dict[str, Callable[[str], None]] = {}
        for name in CHECK_WORTHINESS:
            acts[f"worthiness.{name.lower()}"] = partial(self._worth, name)
        for place in range(26):
            acts[f"side.{place}"] = partial(self._take, place)
        return acts | {
            "column": lambda origin: self._take(table.chosen, origin),
            "column_left": lambda _: table.move(-1),
            "column_right": lambda _: table.move(1),
            "agreed": lambda _: self._tell(sitting.take_agreed()),
            "undo": lambda _: self._tell(sitting.undo(), "undone: "),
            "redo": lambda _: self._tell(sitting.redo(), "done again: "),
            "next": lambda _: sitting.move(1),
            "previous": lambda _: sitting.move(-1),
            "next_undecided": lambda _: sitting.next_open(),
            "previous_undecided": lambda _: sitting.previous_open(),
            "next_article": lambda _: sitting.next_article(1),
            "previous_article": lambda _: sitting.next_article(-1),
            "page_down": lambda _: self._scroll(self._body.page()),
            "page_up": lambda _: self._scroll(-self._body.page()),
            "hide": lambda _: self._hide(),
            "edit": lambda _: self._edit(),
            "help": lambda _: self._show_help(),
            "leave": lambda _: self._left(),
        }

    def _take(self, place: int, origin: str) -> None:
        order = self._table.order()
        if place >= len(order):
            raise Refused(f"there is no side {place + 1} here")
        name = self._table.name(place)
        self._tell(self._sitting.take(order[place], origin), more=f", as {name} has it")

    def _decide(self, label: str, origin: str) -> None:
        self._tell(self._sitting.decide(label, origin))

    def _worth(self, name: str, origin: str) -> None:
        self._tell(self._sitting.worthiness(name, origin))

    def _tell(self, decision: Decision, before: str = "", more: str = "") -> None:
        """Say what was decided, or taken back, and how much is left."""
        left = self._sitting.left()
        document = self._sitting.store.document(decision.document) if decision.document is not None else None
        told = describe(decision, labels=document.scheme if document else BUILT_IN).removeprefix(f"{decision.action}: ")
        self._message.say(f"{before}{told}{more} · {f'{left} left' if left else self._sitting.finished()}")

    def _scroll(self, rows: int) -> None:
        self._table.top = max(0, self._table.top + rows)

    def _hide(self) -> None:
        self._table.hidden = not self._table.hidden
        self._table.begin()
        self._message.say("names are hidden; h shows them" if self._table.hidden else "names are shown")

    def _edit(self) -> None:
        from reviewer.tui.review import ReviewScreen  # noqa: PLC0415 - it opens this screen, and this one it

        place, sitting = self._sitting.editable(), self._sitting
        session = Session(
            sitting.store, sitting.reviewer, [place.document], guideline=sitting.guideline, layer=ADJUDICATED,
            sees_others=True,
        )  # fmt: skip
        session.go_to(place)
        self.app.push_screen(ReviewScreen(session, self._settings), lambda _: self._came_back())

    def _came_back(self) -> None:
        self._sitting.renew()
        self._redraw(anew=False)

    def _show_help(self) -> None:
        from reviewer.tui.help import HelpScreen  # noqa: PLC0415 - opened by a key, loaded by it

        self.app.push_screen(HelpScreen(self._help, {}))

    def _seen(self) -> tuple[str, tuple[object, ...]]:
        """Return the sentence that the screen shows, and its sides."""
        one = self._sitting.current()
        return (one.sentence.uid, one.sides) if one else ("", ())

    def _redraw(self, *, anew: bool) -> None:
        if self._scheme is not self._sitting.scheme:
            self._take_keys()
        if anew:
            self._table.begin()
        self._body.redraw()
        self._head.redraw()


def _shared(actions: Sequence[Action]) -> list[Action]:
    """Return the actions of the review screen that mean something here, without keys that are this screen's own."""
    own = {key for action in OWN for key in action.keys}
    told = {action.id: f"decide anew: {action.label}" for action in actions if action.id.startswith("label.")} | SHARED
    return [
        action._replace(keys=keys, help=told[action.id], group=GROUP)
        for action in actions
        if action.id in told and (keys := tuple(key for key in action.keys if key not in own))
    ]


def _foot(actions: Sequence[Action], scheme: Scheme) -> list[tuple[str, str]]:
    """Return the most useful keys with a word each, that which leaves last."""
    keys = {action.id: shown(action.keys[0]) for action in actions}

    def together(*ids: str) -> str:
        return " ".join(keys[one] for one in ids if one in keys)

    return [
        ("1 2 …", "side"),
        (together(*(f"label.{label.name}" for label in scheme.labels)), "anew"),
        (together("agreed"), "agreed"),
        (together("edit"), "edit"),
        (together("next_undecided"), "next"),
        (together("undo"), "undo"),
        (together("help"), "keys"),
        (together(*(f"worthiness.{name.lower()}" for name in CHECK_WORTHINESS)), "worth"),
        (together("hide"), "hide names"),
        (together("leave"), "leaves"),
    ]
