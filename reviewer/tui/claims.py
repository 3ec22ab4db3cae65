"""The claim keys of the review screen: what each does, the list of a sentence's claims, and what opens from them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen
from textual.widget import Widget

from reviewer.checking import COMMENTED, Checking
from reviewer.claiming import Candidate, Claiming
from reviewer.errors import Refused
from reviewer.keys import Action, for_scheme
from reviewer.session import Moved, Session
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES, Claim
from reviewer.store.rows import Place
from reviewer.tui.check_signs import STEPS
from reviewer.tui.claim_lines import candidate_lines
from reviewer.tui.duplicates import Attempt, DuplicateMode
from reviewer.tui.earlier_lines import earlier_lines
from reviewer.tui.lines import Line
from reviewer.tui.modes import Mode
from reviewer.tui.panel import Panel

if TYPE_CHECKING:  # opened by a key, loaded by it
    from reviewer.ledger import Ledger
    from reviewer.suggest.wanted import Nearest


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

    def lay(self, screen: Screen[Any], closed: Callable[[Any], None] | None = ...) -> None:
        """Open a screen over this one; `closed` is told what it returns."""

    def prompt(self, purpose: str, value: str, placeholder: str, names: Sequence[str] = ...) -> None:
        """Ask for a line of typing."""


class ClaimKeys:
    """Turns the keys of the group "Claims" into calls on a session."""

    def __init__(self, session: Session, actions: tuple[Action, ...], panel: Panel, desk: Desk) -> None:
        self._session = session
        self._actions = actions
        self._panel = panel
        self._desk = desk
        self._claiming = Claiming(session)
        self._checking = Checking(session)
        self._ledger: Ledger | None = None

    def acts(self) -> dict[str, Callable[[str], Moved | None]]:
        """Return what each action of the group does."""
        acts: dict[str, Callable[[str], Moved | None]] = {
            f"worthiness.{name.lower()}": partial(self._claiming.worthiness, name) for name in CHECK_WORTHINESS
        }
        acts |= {f"claim_type.{name}": partial(self._claiming.claim_type, name) for name in CLAIM_TYPES}
        return acts | {
            "claim": self._open_claims,
            "duplicate": self._open_duplicates,
            "earlier": self._open_earlier,
            "check": self._open_check,
            "ledger": self._open_ledger,
        }

    def save(self, claim: Claim) -> Moved:
        """Record a claim that was written, where it was begun."""
        return self._claiming.save_claim(claim.uid, claim.text, claim.presupposed, start=claim.start, end=claim.end)

    def write_of(self, start: int, end: int) -> None:
        """Begin a claim of some words of the article: `[start, end)`, code points of the document."""
        self._edit(self._claiming.draft()._replace(start=start, end=end))

    def _open_claims(self, _origin: str) -> None:
        if self._claiming.claims():
            self._desk.enter(self._chooser(ClaimsMode.hint))
        else:
            self._edit(self._claiming.draft())

    def _chooser(self, hint: str, *, to_check: bool = False) -> "ClaimsMode":
        steps = ClaimSteps(self._checking, self._desk, self._check)
        show, attempt = self._panel.show_claim, self._desk.attempt
        return ClaimsMode(self._claiming, steps, show, attempt, self._edit, hint=hint, to_check=to_check)

    def _open_check(self, _origin: str) -> None:
        claims = self._claiming.claims()
        if not claims:
            raise Refused("write a claim first: c; those of others are in the ledger: l, then f r")
        if len(claims) == 1:
            self._check(claims[0].uid)
        else:
            self._desk.enter(
                self._chooser(f"check which claim? 1-{min(9, len(claims))} · ↑ ↓ enter · esc leaves", to_check=True)
            )

    def _check(self, uid: str) -> None:
        from reviewer.tui.check import CheckScreen  # noqa: PLC0415 - Textual's TextArea costs 60 ms

        self._desk.lay(CheckScreen(self._checking, uid), lambda _: self._desk.attempt(self._session.reload))

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
        self._panel.show_instead(partial(self._candidate_lines, candidate) if candidate else None)

    def _candidate_lines(self, candidate: Candidate, width: int, room: int) -> Sequence[Line]:
        sheet = self._session.sheet
        label = self._session.scheme.get(sheet.label(candidate.at)) if sheet else None
        return candidate_lines(candidate, label, len(self._claiming.claims(candidate.at)), width, room)

    def _open_earlier(self, _origin: str) -> None:
        from reviewer.earlier import Earlier  # noqa: PLC0415 - opened by a key, loaded by it
        from reviewer.tui.earlier import EarlierMode  # noqa: PLC0415 - as above

        earlier = Earlier(self._session)
        found = earlier.look()
        if not found and not earlier.linked():
            raise Refused("nothing like this sentence was claimed or decided in other articles")
        self._desk.enter(EarlierMode(self._session, earlier, found, self._show_earlier, self._desk.attempt))

    def _show_earlier(self, one: "Nearest | None") -> None:
        labels = self._session.store.every_label()
        self._panel.show_instead(partial(earlier_lines, one, labels) if one else None)

    def _open_ledger(self, _origin: str) -> None:
        from reviewer.ledger import Ledger  # noqa: PLC0415 - opened by a key, loaded by it
        from reviewer.tui.ledger import LedgerScreen  # noqa: PLC0415

        if self._ledger is None:
            session = self._session
            self._ledger = Ledger(session.store, session.reviewer, layer=session.layer, sees_others=session.sees_others)
        self._ledger.read()
        scheme = self._session.scheme
        self._desk.lay(
            LedgerScreen(self._ledger, self._checking, for_scheme(self._actions, scheme), scheme), self._leave_ledger
        )

    def _leave_ledger(self, place: Place | None) -> None:
        if place:
            self._desk.attempt(lambda: self._session.go_to(place))
        else:
            self._desk.attempt(self._session.reload)


class ClaimSteps:
    """What the list of a sentence's claims does with the step keys."""

    def __init__(self, checking: Checking, desk: Desk, check: Callable[[str], None]) -> None:
        self.check = check
        self._checking = checking
        self._desk = desk
        self._asked = ""

    def step(self, uid: str, key: str) -> str:
        """Take the step of a key, or ask for the words it needs; return why it is refused, if it is."""
        to, _ = STEPS[key]
        if why := self._checking.refusals(uid).get(to, ""):
            return why
        if to in COMMENTED:
            self._asked = uid
            self._desk.prompt(to, "", f"{COMMENTED[to]}; enter takes the step, esc leaves it")
        else:
            self._desk.attempt(lambda: self._checking.step(uid, to))
        return ""

    def typed(self, to: str, words: str) -> None:
        """Take the step that needed words."""
        self._desk.attempt(lambda: self._checking.step(self._asked, to, words))


class ClaimsMode:
    """Choosing one of a sentence's claims, to change, check or mark it, or to take it away."""

    hint = "c another · 1-9 enter change · e check · t x s d h a b r its step · ! presup. · del"  # 80 columns

    def __init__(
        self,
        claiming: Claiming,
        steps: ClaimSteps,
        show: Callable[[int | None], None],
        attempt: Attempt,
        edit: Callable[[Claim], None],
        *,
        hint: str,
        to_check: bool = False,
    ) -> None:
        self._claiming = claiming
        self._steps = steps
        self._show = show
        self._attempt = attempt
        self._edit = edit
        self._hint = self.hint = hint
        self._to_check = to_check
        self._sentence = claiming.index
        self._at = 0
        show(0)

    def press(self, key: str) -> bool:
        """Choose, change, check, or leave; return whether the mode goes on. What is refused is said in the hint."""
        self.hint = self._hint
        claims = self._claiming.claims()
        self._at = max(0, min(self._at, len(claims) - 1))
        if key == "escape" or not claims or self._claiming.index != self._sentence:
            return self._leave()
        chosen = int(key) - 1 if key.isdigit() and 0 < int(key) <= len(claims) else self._at
        if key == "c":
            self._leave()
            self._edit(self._claiming.draft())
            return False
        if key in {"enter", "e"} or key.isdigit():
            if key.isdigit() and not 0 < int(key) <= len(claims):
                return True
            self._leave()
            if self._to_check or key == "e":
                self._steps.check(claims[chosen].uid)
            else:
                self._edit(claims[chosen])
            return False
        return self._act(key, claims)

    def typed(self, purpose: str, value: str) -> None:
        """Take the step whose words were typed."""
        self._steps.typed(purpose, value)

    def _act(self, key: str, claims: Sequence[Claim]) -> bool:
        claim = claims[self._at]
        if key in {"down", "j", "up", "k", "tab"}:
            self._at = (self._at + (-1 if key in {"up", "k"} else 1)) % len(claims)
        elif key == "exclamation_mark":
            self._attempt(lambda: self._claiming.toggle_presupposed(claim.uid))
        elif key in STEPS:
            self.hint = self._steps.step(claim.uid, key) or self._hint
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
