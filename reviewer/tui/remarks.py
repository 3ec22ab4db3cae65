"""What the editorial lint says of the sentence under the cursor, in the panel."""

from collections.abc import Sequence

from reviewer.session import Focus, Session
from reviewer.store.marks import Claim
from reviewer.tui.lines import Line, Piece
from reviewer.tui.wrapping import wrap

LONGEST = 100_000
"""Characters; a longer article is linted by `reviewer lint` only: its first sentence would keep a key waiting."""


class Remarks:
    """Remarks on what the reviewer has done; on a sentence nothing was said of there are none."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ready = False

    def load(self) -> None:
        """Load the rules, which take 25 ms; there are no remarks before."""
        import reviewer.lint  # noqa: F401, PLC0415 - after the first paint, not before it

        self._ready = True

    def lines(self, focus: Focus, claims: Sequence[Claim], width: int) -> list[Line]:
        """Return the remarks on a sentence and its claims, wrapped, with a blank line before them."""
        sheet = self._session.sheet
        if not self._ready or sheet is None or sheet.layout.ends[-1] > LONGEST:
            return []
        marked = sheet.touching(focus.position)
        if focus.annotation is None and not marked and not claims:
            return []
        from reviewer.lint import lint_sentence  # noqa: PLC0415 - loaded before, see `load`

        store = self._session.store
        found = lint_sentence(
            store.text(sheet.document.id),
            focus.sentence,
            focus.annotation,
            sheet.attributions(),
            claims,
            store.speakers(),
            scheme=sheet.document.scheme,
        )
        lines: list[Line] = [()] if found else []
        for finding in found:
            for number, (start, end) in enumerate(wrap(finding.message, width - 4)):
                lines.append(
                    (Piece("⚑ " if number == 0 else "  ", "refused"), Piece(finding.message[start:end], "refused"))
                )
        return lines
