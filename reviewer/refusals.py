"""Why a key would do nothing here: the footer and the key list dim it, and pressing it says the same words."""

from collections.abc import Callable, Iterable

from reviewer.session import Session

NO_SUGGESTIONS = "nothing is suggested in this sitting"


def refusals(session: Session, actions: Iterable[str]) -> dict[str, str]:
    """Return, for those of `actions` that would be refused now, the reason."""
    reasons = {action: _CHECKS[action](session) for action in actions if action in _CHECKS}
    return {action: reason for action, reason in reasons.items() if reason}


def _accept(session: Session) -> str:
    return session.offers.refusal() if session.offers else NO_SUGGESTIONS


def _undo(session: Session) -> str:
    return "" if session.store.standing(session.reviewer)[0] else "nothing to undo"


def _redo(session: Session) -> str:
    return "" if session.store.standing(session.reviewer)[1] else "nothing to redo"


def _clear(session: Session) -> str:
    labelled = session.sheet and len(session.sheet) and session.sheet.label(session.cursor)
    return "" if labelled else "this sentence has no label to clear"


def _merge(session: Session) -> str:
    sheet, following = session.sheet, session.cursor + 1
    if not sheet or following >= len(sheet):
        return "this is the last sentence"
    same = sheet.layout.paragraphs[following] == sheet.layout.paragraphs[session.cursor]
    return "" if same else "the next sentence is in another paragraph"


def _next_undecided(session: Session) -> str:
    here = (
        [found(session.cursor) for found in (session.sheet.undecided_after, session.sheet.undecided_before)]
        if session.sheet
        else []
    )
    if any(found is not None for found in here):
        return ""
    other = session.store.first_unfinished(session.layer, session.queue, session.article)
    return "no other sentence is undecided" if other is None else ""


def _previous_undecided(session: Session) -> str:
    found = session.sheet and session.sheet.undecided_before(session.cursor)
    return "no sentence before this one is undecided" if found is None else ""


def _next_article(session: Session) -> str:
    return "" if session.article + 1 < len(session.queue) else "this is the last article"


def _previous_article(session: Session) -> str:
    return "" if session.article else "this is the first article"


_CHECKS: dict[str, Callable[[Session], str]] = {
    "accept": _accept,
    "undo": _undo,
    "redo": _redo,
    "clear": _clear,
    "merge": _merge,
    "next_undecided": _next_undecided,
    "previous_undecided": _previous_undecided,
    "next_article": _next_article,
    "previous_article": _previous_article,
}
