"""What the names in a file mean here: a label of sentences or a role of spans; leniently, and as the user maps them."""

from collections.abc import Mapping
from functools import cache
from shlex import quote
from types import MappingProxyType

from reviewer.formats.units import ROLES
from reviewer.labels import LABELS, Label
from reviewer.text import shorten

SHOWN = 40
"""How many code points of a file's words a message repeats."""


class Unfit(Exception):  # noqa: N818 - it is caught where the record is named
    """Something of a record that cannot be taken in; the text says what, in words for who wrote the file."""


@cache
def ways(labels: tuple[Label, ...]) -> Mapping[str, str]:
    """Return the names of labels by each of the ways they are written, as `plain` writes them."""
    return {plain(way): label.name for label in labels for way in (label.word, label.name)}


def plain(name: str) -> str:
    """Return a name without what case, blanks, hyphens and underlines make of it: `NOT A CLAIM` is `not_a_claim`."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


class Names:
    """The names of a file's labels and roles; `mapped` is what the user says that some of them mean here.

    `labels` are all that there are; raises Unfit where one is mapped to nothing.
    """

    def __init__(self, mapped: Mapping[str, str] = MappingProxyType({}), labels: tuple[Label, ...] = LABELS) -> None:
        self._roles = {plain(role): role for role in ROLES}
        self._mapped: dict[str, str] = {}
        for name, meant in mapped.items():
            if self.role(meant) is None and plain(meant) not in ways(labels):
                raise Unfit(
                    f"there is no label {shorten(meant, SHOWN)!r}; there are: {_all(labels)}, {', '.join(ROLES)}"
                )
            self._mapped[plain(name)] = meant

    def label(self, name: str, labels: tuple[Label, ...]) -> str:
        """Return which of the labels of a document a name means; raises Unfit where it means none."""
        found = ways(labels).get(plain(self._mapped.get(plain(name), name)))
        if found is None:
            shown = shorten(name, SHOWN)
            mapping = quote(f"{shown}={labels[0].name}")
            raise Unfit(f"label {shown!r} is unknown; there are: {_all(labels)}; map it with --map {mapping}")
        return found

    def role(self, name: str) -> str | None:
        """Return the role that a name means, one of `units.ROLES`; None where it is no role's."""
        return self._roles.get(plain(self._mapped.get(plain(name), name)))


def _all(labels: tuple[Label, ...]) -> str:
    return ", ".join(label.name for label in labels)
