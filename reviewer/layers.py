"""The layers of work: each reviewer's own, one for what a reviewer is asked again, and the adjudicated one."""

from reviewer.errors import SettingsError

ADJUDICATED = "adjudicated"
"""The layer that holds what was settled between reviewers; no reviewer can have this name."""
AGAIN = "again"
REVIEWERS, ALL = "reviewers", "all"
CHOICES = (REVIEWERS, ADJUDICATED, AGAIN, ALL)
"""Which layers can be asked for: each reviewer's own, the adjudicated one, second answers, or all of them."""
_AGAIN = " (again)"
NAME_LENGTH = 80
"""How many characters the name of a reviewer has at most."""


def again(reviewer: str) -> str:
    """Return the layer that holds a reviewer's answers to what was asked a second time."""
    return reviewer + _AGAIN


def is_again(layer: str) -> bool:
    """Return whether a layer holds second answers."""
    return layer.endswith(_AGAIN)


def reviewer_of(layer: str) -> str:
    """Return the reviewer whose answers, first or second, a layer holds."""
    return layer.removesuffix(_AGAIN)


def is_own(layer: str) -> bool:
    """Return whether a layer holds a reviewer's first answers: what several reviewers are compared by."""
    return layer != ADJUDICATED and not is_again(layer)


def kind(layer: str) -> str:
    """Return what a layer is: `reviewer`, `again` or `adjudicated`."""
    if layer == ADJUDICATED:
        return ADJUDICATED
    return AGAIN if is_again(layer) else "reviewer"


def holds(choice: str, layer: str) -> bool:
    """Return whether a layer is among those that one of CHOICES asks for."""
    return choice in {ALL, kind(layer)} or (choice == REVIEWERS and is_own(layer))


def allowed(name: str) -> str:
    """Return a reviewer's name without blanks around it.

    Raises SettingsError for one that is empty, too long, holds control characters, or is that of another layer.
    """
    name = name.strip()
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        raise SettingsError(
            f"{name[:NAME_LENGTH]!r} cannot be a reviewer's name; give 1 to {NAME_LENGTH} printable characters"
        )
    if not is_own(name):
        raise SettingsError(f"{name!r} names what is kept apart from reviewers' own work; give another name")
    return name
