"""What the program asks of a store about its own health: looking it over, and mending it from the log."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Ailment(NamedTuple):
    """Something that is wrong in a database: what, and whether the log can put it right."""

    what: str
    mendable: bool


class Care(Protocol):
    """Keeping a database whole."""

    def examine(self) -> Iterator[Ailment]:
        """Yield what is wrong: the file, its indexes, what points nowhere, and state that is not what the log says.

        Nothing is changed. It takes memory for all that the log adds up to.
        """

    def mend(self) -> None:
        """Make all state anew from the articles and the log, and take out what stands by an article that is not there.

        Raises StoreError for a log that does not fit together; nothing is changed then.
        """
