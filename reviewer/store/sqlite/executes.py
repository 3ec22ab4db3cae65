"""What the steps of the schema are run by."""

from typing import Protocol


class Executes(Protocol):
    """What runs a statement: sqlite3's connection for a new file, sqlite-utils' database for one that is upgraded."""

    def execute(self, sql: str, /) -> object:
        """Run one statement."""
