"""What the names in a file mean here: a label of sentences or a role of spans; leniently, and as the user maps them."""

from collections.abc import Mapping
from shlex import quote
from types import MappingProxyType

from reviewer.formats.units import ROLES
from reviewer.labels import LABELS
from reviewer.text import shorten

SHOWN = 40
"""How many code points of a file's words a message repeats."""


class Unfit(Exception):  # noqa: N818 - it is caught where the record is named
    """Something of a record that cannot be taken in; the text says what, in words for who wrote the file."""


def known_labels() -> Mapping[str, str]:
    """Return the labels there are, by each of the ways they are written, as `plain` writes them."""
    return {plain(way): label.name for label in LABELS for way in (label.word, label.name)}


def plain(name: str) -> str:
    """Return a name without what case, blanks, hyphens and underlines make of it: `NOT A CLAIM` is `not_a_claim`."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


class Names:
    """The names of a file's labels and roles; `mapped` is what the user says that some of them mean here."""

    def __init__(self, mapped: Mapping[str, str] = MappingProxyType({})) -> None:
        self._labels = known_labels()
        self._roles = {plain(role): role for role in ROLES}
        self._mapped: dict[str, str] = {}
        for name, meant in mapped.items():
            if self.role(meant) is None and plain(meant) not in self._labels:
                raise Unfit(
                    f"there is no label {shorten(meant, SHOWN)!r}; there are: {', '.join((*self._all(), *ROLES))}"
                )
            self._mapped[plain(name)] = meant

    def label(self, name: str) -> str:
        """Return the label that a name means; raises Unfit where it means none."""
        found = self._labels.get(plain(self._mapped.get(plain(name), name)))
        if found is None:
            shown = shorten(name, SHOWN)
            mapping = quote(f"{shown}={self._all()[0]}")
            raise Unfit(f"label {shown!r} is unknown; there are: {', '.join(self._all())}; map it with --map {mapping}")
        return found

    def role(self, name: str) -> str | None:
        """Return the role that a name means, one of `units.ROLES`; None where it is no role's."""
        return self._roles.get(plain(self._mapped.get(plain(name), name)))

    def _all(self) -> list[str]:
        return list(dict.fromkeys(self._labels.values()))
