"""The claim keys of the review screen: what each does, the list of a sentence's claims, and what opens from them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.screen import Screen
from textual.widget import Widget

from reviewer.claiming import Candidate, Claiming
from reviewer.errors import Refused
from reviewer.keys import Action
from reviewer.session import Moved, Session
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES, Claim
from reviewer.store.rows import Place
from reviewer.tui.duplicates import Attempt, DuplicateMode
from reviewer.tui.modes import Mode
from reviewer.tui.panel import Panel

if TYPE_CHECKING:  # opened by a key, loaded by it
    from reviewer.ledger import Ledger


class Desk(Protocol):
    """What the claim keys ask of the screen."""

    def attempt(self, act: Callable[[], Moved | None]) -> None:
        """Do one act and draw what changed."""

    def enter(self, mode: Mode) -> None:
        """Give a mode the keys."""

    def say(self, text: str, look: str = ...) -> None:
        """Say something in the message row."""

    def open_over(self, widget: Widget, parent: Widget) -> None:
        """Mount a widget on another one and give it the keys, with those typed ahead."""

    def show(self, screen: Screen[Place | None]) -> None:
        """Open a screen that returns a place to go to."""


class ClaimKeys:
    """Turns the keys of the group "Claims" into calls on a session."""

    def __init__(self, session: Session, actions: tuple[Action, ...], panel: Panel, desk: Desk) -> None:
        self._session = session
        self._actions = actions
        self._panel = panel
        self._desk = desk
        self._claiming = Claiming(session)
        self._ledger: Ledger | None = None

    def acts(self) -> dict[str, Callable[[str], Moved | None]]:
        """Return what each action of the group does."""
        acts: dict[str, Callable[[str], Moved | None]] = {
            f"worthiness.{name.lower()}": partial(self._claiming.worthiness, name) for name in CHECK_WORTHINESS
        }
        acts |= {f"claim_type.{name}": partial(self._claiming.claim_type, name) for name in CLAIM_TYPES}
        return acts | {"claim": self._open_claims, "duplicate": self._open_duplicates, "ledger": self._open_ledger}

    def save(self, claim: Claim) -> Moved:
        """Record a claim that was written, where it was begun."""
        return self._claiming.save_claim(claim.uid, claim.text, claim.presupposed, start=claim.start, end=claim.end)

    def write_of(self, start: int, end: int) -> None:
        """Begin a claim of some words of the article: `[start, end)`, code points of the document."""
        self._edit(self._claiming.draft()._replace(start=start, end=end))

    def _open_claims(self, _origin: str) -> None:
        if self._claiming.claims():
            self._desk.enter(ClaimsMode(self._claiming, self._panel.show_claim, self._desk.attempt, self._edit))
        else:
            self._edit(self._claiming.draft())

    def _edit(self, claim: Claim) -> None:
        from reviewer.tui.claim_editor import HINT, ClaimEditor  # noqa: PLC0415 - Textual's TextArea costs 60 ms

        title = f"{'change' if claim.uid else 'new'} claim"
        self._desk.open_over(ClaimEditor(claim, title), self._panel)
        self._desk.say(HINT, "key")

    def _open_duplicates(self, _origin: str) -> None:
        candidates = self._claiming.candidates()
        if not candidates and self._claiming.same_as() is None:
            raise Refused("no earlier sentence of this article is like this one")
        self._desk.enter(DuplicateMode(self._claiming, candidates, self._show_candidate, self._desk.attempt))

    def _show_candidate(self, candidate: Candidate | None) -> None:
        self._panel.show_candidate(candidate)

    def _open_ledger(self, _origin: str) -> None:
        from reviewer.ledger import Ledger  # noqa: PLC0415 - opened by a key, loaded by it
        from reviewer.tui.ledger import LedgerScreen  # noqa: PLC0415

        if self._ledger is None:
            self._ledger = Ledger(self._session.store, self._session.layer)
        self._ledger.read()
        self._desk.show(LedgerScreen(self._ledger, self._actions))


class ClaimsMode:
    """Choosing one of a sentence's claims, to change it, mark it as presupposed or take it away."""

    hint = "c another · 1-9 enter change · ! presupposed · del removes · ↑ ↓ · esc leaves"

    def __init__(
        self,
        claiming: Claiming,
        show: Callable[[int | None], None],
        attempt: Attempt,
        edit: Callable[[Claim], None],
    ) -> None:
        self._claiming = claiming
        self._show = show
        self._attempt = attempt
        self._edit = edit
        self._sentence = claiming.index
        self._at = 0
        show(0)

    def press(self, key: str) -> bool:
        """Choose, change, or leave; return whether the mode goes on."""
        claims = self._claiming.claims()
        self._at = max(0, min(self._at, len(claims) - 1))
        if key == "escape" or not claims or self._claiming.index != self._sentence:
            return self._leave()
        claim = claims[self._at]
        if key in {"c", "enter"} or (key.isdigit() and 0 < int(key) <= len(claims)):
            self._leave()
            self._edit(self._claiming.draft() if key == "c" else claims[int(key) - 1] if key.isdigit() else claim)
            return False
        if key in {"down", "j", "up", "k", "tab"}:
            self._at = (self._at + (-1 if key in {"up", "k"} else 1)) % len(claims)
        elif key == "exclamation_mark":
            self._attempt(lambda: self._claiming.toggle_presupposed(claim.uid))
        elif key == "delete":
            self._attempt(lambda: self._claiming.remove_claim(claim.uid))
            if len(claims) == 1:
                return self._leave()
            self._at = min(self._at, len(claims) - 2)
        self._show(self._at)
        return True

    def _leave(self) -> bool:
        self._show(None)
        return False
