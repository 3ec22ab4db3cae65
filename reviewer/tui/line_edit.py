"""One line of typing as plain values: what stands in it, where the cursor is, and what would complete it."""

from collections.abc import Sequence

from reviewer.text import one_line


class LineEdit:
    """A line being typed; `at` is the cursor's place in `text`, `names` are what it may be completed to."""

    def __init__(self, text: str = "", names: Sequence[str] = ()) -> None:
        self.text = text
        self.at = len(text)
        self._names = names

    def completion(self) -> str:
        """Return what is missing of the first name that begins as typed; empty unless the cursor is at the end."""
        if not self.text or self.at < len(self.text):
            return ""
        typed = self.text.casefold()
        return next((name[len(self.text) :] for name in self._names if name.casefold().startswith(typed)), "")

    def insert(self, typed: str) -> None:
        """Put something in at the cursor; line ends in what is pasted become spaces."""
        line = one_line(typed)
        self.text = self.text[: self.at] + line + self.text[self.at :]
        self.at += len(line)

    def press(self, key: str, character: str | None) -> None:
        """Take a key: a character, an arrow, or one that deletes; tab and the right arrow take the completion."""
        if key in {"tab", "right"} and self.completion():
            self.insert(self.completion())
        elif key == "backspace" and self.at:
            self.text, self.at = self.text[: self.at - 1] + self.text[self.at :], self.at - 1
        elif key == "delete":
            self.text = self.text[: self.at] + self.text[self.at + 1 :]
        elif key == "ctrl+u":
            self.text, self.at = self.text[self.at :], 0
        elif character and character.isprintable():
            self.insert(character)
        else:
            places = {"left": self.at - 1, "right": self.at + 1, "home": 0, "end": len(self.text)}
            self.at = max(0, min(places.get(key, self.at), len(self.text)))

    def shown(self) -> str:
        """Return the line with its cursor."""
        return f"{self.text[: self.at]}▏{self.text[self.at :]}"
