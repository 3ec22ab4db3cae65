"""The annotation panel: a sentence's place, kind, label, flag, note, claims and history, and the keys for them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reviewer.claiming import Claiming
from reviewer.keys import Action, for_scheme, shown
from reviewer.labels import SUGGESTED_GLYPH, Scheme
from reviewer.session import Focus, Session
from reviewer.store.marks import Claim
from reviewer.store.review import Check
from reviewer.suggesting import Offered, Suggesting
from reviewer.text import local_time, one_line
from reviewer.tui.claim_lines import claim_lines, claim_rows
from reviewer.tui.earlier_lines import REST, Reminder, linked_lines
from reviewer.tui.lines import Line, Lines, Piece
from reviewer.tui.remarks import Remarks
from reviewer.tui.span_lines import attribution_lines, draft_lines
from reviewer.tui.suggestion_lines import suggestion_lines, taking_line
from reviewer.tui.wrapping import wrap
from reviewer.wording import describe

if TYPE_CHECKING:  # loaded by what needs it, after the first paint
    from reviewer.corrections import Returned
    from reviewer.marking import Marking

Instead = Callable[[int, int], Sequence[Line]]
"""Draws lines for a width and a number of lines."""
NOTE_LINES = 4
HISTORY = 6
"""How many decisions the panel looks back."""
NOTHING = (
    "There is nothing to review here. Leave with ctrl+q and add an article: reviewer open FILE. An import that was "
    "undone comes back with ctrl+r."
)


class Panel(Lines):
    """Draws what is known of the sentence under the cursor."""

    def __init__(self, session: Session, actions: tuple[Action, ...], suggesting: Suggesting | None = None) -> None:
        super().__init__(id="panel")
        self._session = session
        self._suggesting = suggesting
        self._claiming = Claiming(session)
        self._remarks = Remarks(session)
        self._returned: Returned | None = None
        self._claim: int | None = None
        self._instead: Instead | None = None
        self._reminder = Reminder(session)
        self._looking = False
        self._resting = 0
        self._draft: Marking | None = None
        self._actions = actions
        self._scheme = session.scheme
        self._keys = _keys(actions, self._scheme)

    def show_draft(self, marking: "Marking | None") -> None:
        """Show the draft of an attribution in place of the sentence; None shows the sentence again."""
        self._draft = marking
        self.redraw()

    def remark(self) -> None:
        """Begin to say what the editorial lint finds."""
        self._remarks.load()
        if self._suggesting is not None:  # blind work is not reminded of what others said either
            self._reminder.load()
        self.redraw()

    def redraw(self) -> None:
        """Draw what has changed, and look up what the sentence says again once the cursor rests there."""
        if self._scheme is not self._session.scheme:
            self._scheme = self._session.scheme
            self._keys = _keys(self._actions, self._scheme)
        super().redraw()
        if self._reminder.is_due() and not self._looking:
            self._looking = True
            self._resting = self._session.cursor
            self.set_timer(REST, self._remind)

    def _remind(self) -> None:
        self._looking = False
        if self._session.cursor == self._resting:
            self._reminder.look()
        self.redraw()

    def show_claim(self, chosen: int | None) -> None:
        """Mark one of the sentence's claims (from 0) as the chosen one; None marks none."""
        self._claim = chosen
        self.redraw()

    def show_instead(self, draw: Instead | None) -> None:
        """Show other lines, drawn for a width and a number of lines, in place of claims and history; None ends it."""
        self._instead = draw
        self.redraw()

    def lines(self) -> Sequence[Line]:
        """Return what is known of the sentence, then its history, and at the end what comes next; or a draft."""
        if self._draft is not None:
            return draft_lines(self._draft, self.size.width, self.size.height)
        focus = self._session.focus()
        sheet = self._session.sheet
        if focus is None or sheet is None:
            width = max(8, self.size.width - 2)
            return [(Piece(NOTHING[start:end], "dim"),) for start, end in wrap(NOTHING, width)]
        offered = self._suggesting.here() if self._suggesting else None
        lines: list[Line] = [
            (Piece(f"sentence {focus.position + 1} of {len(sheet)}", "title"),),
            (Piece(focus.sentence.kind, "dim"), *self._filter()),
            (Piece("by uncertainty", "dim"),) if self._suggesting and self._suggesting.by_uncertainty else (),
            *self._labels(focus, offered),
            *self._corrected(focus),
            self._taking(focus, offered),
            *self._flag_and_note(focus),
        ]
        if self._instead is not None:
            return [*lines, (), *self._instead(self.size.width, self.size.height - len(lines) - 1)]
        claims = self._claiming.claims()
        same_as = self._claiming.same_as()
        lines += [(), *claim_rows(focus.annotation, same_as, len(claims), self._keys, self.size.width, offered=offered)]
        finished = self._finished() if sheet.decided() == len(sheet) else []
        room = self.size.height - len(lines) - len(finished)
        following = claim_lines(claims, self._checks(claims), self._claim, self.size.width, room)
        following += linked_lines(self._session, claims, self.size.width)
        following += self._reminder.lines(self._keys, self.size.width)
        following += self._suggested(offered)
        following += self._said(focus)
        following += self._others()
        following += self._remarks.lines(focus, claims, self.size.width)
        history = self._history(room - len(following) - 2)
        if history:
            following += [(), (Piece("history", "dim"),), *history]
        return [*lines, *following[: max(0, room)], *finished]

    def _checks(self, claims: Sequence[Claim]) -> dict[str, Check]:
        return {claim.uid: self._session.store.check(claim.uid) for claim in claims}

    def _filter(self) -> Line:
        chosen = self._session.filter
        return (Piece(" · "), Piece(f"only {self._scheme.word(chosen)}", "flag")) if chosen else ()

    def _taking(self, focus: Focus, offered: Offered | None) -> Line:
        """Return the row below the labels: empty for what is decided, and where nothing is suggested."""
        decided = focus.annotation is not None and focus.annotation.label is not None
        if self._suggesting is None or decided or self._scheme.is_own:
            return ()
        failed = bool(self._suggesting.failure())
        return taking_line(offered, self._keys["accept"], self.size.width, failed=failed)

    def _suggested(self, offered: Offered | None) -> list[Line]:
        return suggestion_lines(offered, self.size.width) if offered else []

    def _labels(self, focus: Focus, offered: Offered | None) -> list[Line]:
        given = focus.annotation.label if focus.annotation else None
        lines: list[Line] = []
        for label in self._scheme.labels:
            action = f"label.{label.name}"
            chosen = label.name == given
            proposed = offered is not None and label.name == offered.suggestion.label
            name = f"{'▸' if chosen else SUGGESTED_GLYPH if proposed else ' '} {label.glyph} {label.word}"
            lines.append(
                (
                    Piece(self._beside_key(name), f"{label.look} chosen" if chosen else label.look, action),
                    Piece(self._keys[action], "key", action),
                )
            )
        return lines

    def _corrected(self, focus: Focus) -> list[Line]:
        """Return what the sentence was, while it waits for a label because the article was corrected."""
        sheet = self._session.sheet
        if sheet is None or sheet.document.version == 1 or sheet.label(focus.position) is not None:
            return []
        from reviewer.corrections import Returned  # noqa: PLC0415 - few articles are corrected
        from reviewer.tui.correction_lines import correction_lines  # noqa: PLC0415 - as above

        self._returned = self._returned or Returned(self._session.store, self._session.layer)
        was = self._returned.was(sheet, focus.sentence.uid)
        return correction_lines(was, focus.sentence.text, self._scheme, self.size.width) if was else []

    def _flag_and_note(self, focus: Focus) -> list[Line]:
        uncertain = bool(focus.annotation and focus.annotation.uncertain)
        note = focus.annotation.note if focus.annotation else ""
        mark = "! uncertain" if uncertain else "  uncertain"
        lines: list[Line] = [
            (
                Piece(self._beside_key(mark), "flag" if uncertain else "dim", "uncertain"),
                Piece(self._keys["uncertain"], "key", "uncertain"),
            ),
            (Piece(self._beside_key("  note"), "dim", "note"), Piece(self._keys["note"], "key", "note")),
        ]
        text = one_line(note)
        shown_lines = wrap(text, self.size.width - 3) if text else []
        for start, end in shown_lines[:NOTE_LINES]:
            lines.append((Piece("  " + text[start:end], "", "note"),))
        return lines

    def _beside_key(self, words: str) -> str:
        """Return words as wide as leaves room for two keys behind them."""
        width = max(4, self.size.width - 6)
        return words[: width - 1].ljust(width)

    def _said(self, focus: Focus) -> list[Line]:
        """Return who said what in the sentence."""
        sheet = self._session.sheet
        found = sheet.touching(focus.position) if sheet else []
        if sheet is None or not found:
            return []
        store = self._session.store
        return [(), *attribution_lines(found, store.speakers(), store.text(sheet.document.id), self.size.width)]

    def _others(self) -> list[Line]:
        """Return what others say of the sentence, in a sitting that sees it."""
        sides = self._session.others()
        if not sides:
            return []
        from reviewer.tui.side_lines import summary  # noqa: PLC0415 - a blind sitting needs none of it

        said = any(side.attributions for side in sides)
        names = {speaker.uid: speaker.name for speaker in self._session.store.speakers()} if said else {}
        lines = [line for side in sides for line in summary(side, names, self._scheme, self.size.width)]
        return [(), (Piece("others", "dim"),), *lines] if lines else []

    def _history(self, room: int) -> list[Line]:
        """Return the newest decisions in at most `room` lines, what does not fit beside its time on lines below it."""
        lines: list[Line] = []
        decisions = self._session.history()[:HISTORY] if room > 0 else []
        spoken = any(change.table == "attribution" for decision in decisions for change in decision.changes)
        names = {speaker.uid: speaker.name for speaker in self._session.store.speakers()} if spoken else {}
        for decision in decisions:
            text = describe(decision, names, self._scheme)
            for number, (start, end) in enumerate(wrap(text, self.size.width - 8)):
                time = f" {_moment(decision.at)} " if number == 0 else " " * 8
                lines.append((Piece(time, "dim"), Piece(text[start:end])))
        return lines[: max(0, room)]

    def _finished(self) -> list[Line]:
        if self._session.finished():
            return [
                (),
                (Piece("✓ every sentence has", "done"),),
                (Piece("  its label", "done"),),
                (Piece("next: ", "dim"), Piece("ctrl+p", "key", "palette"), Piece(" export")),
            ]
        goes_on = Piece(self._keys["next_undecided"], "key", "next_undecided")
        return [
            (),
            (Piece("✓ article finished", "done"),),
            (Piece("next: ", "dim"), goes_on, Piece(" goes on")),
        ]


def _keys(actions: tuple[Action, ...], scheme: Scheme) -> dict[str, str]:
    """Return the keys of each action as they are shown."""
    return {action.id: " ".join(map(shown, action.keys)) for action in for_scheme(actions, scheme)}


def _moment(at: str) -> str:
    """Return a moment (UTC, ISO 8601) in the reviewer's own time, six columns wide: the hour today, else the day."""
    local = local_time(at)
    return local.strftime("%H:%M ") if local.date() == datetime.now().astimezone().date() else local.strftime("%d %b")
