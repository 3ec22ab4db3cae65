"""Searching the article as it is typed: where the search began, what it found, and walking through that."""

from reviewer.session import Moved, Session


class Finding:
    """One search of the session's article."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._origin = session.cursor
        self._hits: list[int] = []

    def typed(self, words: str) -> Moved:
        """Go to the first sentence from the beginning of the search on that holds the words; wraps round."""
        self._hits = self._session.search_here(words)
        found = [hit for hit in self._hits if hit >= self._origin] or self._hits
        return self._session.go(found[0]) if found else Moved()

    def walk(self, step: int) -> Moved:
        """Go to the next sentence found (`step` 1) or the one before (-1); wraps round."""
        cursor = self._session.cursor
        found = [hit for hit in self._hits if (hit > cursor if step > 0 else hit < cursor)] or self._hits
        return self._session.go(found[0 if step > 0 else -1]) if found else Moved()

    def back(self) -> Moved:
        """Go back to where the search began."""
        return self._session.go(self._origin)
