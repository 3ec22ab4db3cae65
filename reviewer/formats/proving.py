"""Proving a file that is read back only when it is whole: what went in and what stands there, compared by digests."""

import hashlib

from reviewer.formats.flat import Told, line, mismatch


class Proof:
    """Takes records as they are made, then as they are found, in the same order, and keeps nothing but digests."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._wanted, self._found = hashlib.blake2b(), hashlib.blake2b()

    def want(self, told: Told) -> None:
        """Take what must stand in the file next."""
        self._wanted.update(line(told))

    def find(self, told: Told) -> None:
        """Take what stands in the file next."""
        self._found.update(line(told))

    def settle(self) -> None:
        """Raise ExportError unless what was found is what was wanted."""
        if self._wanted.digest() != self._found.digest():
            raise mismatch(self._form)
