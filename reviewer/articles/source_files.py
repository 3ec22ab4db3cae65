"""The file an article's text was taken out of, kept as it came."""

import zlib
from typing import NamedTuple


class SourceFile(NamedTuple):
    """A file's media type and its exact bytes, packed by zlib: markup packs well, and an import holds many pages."""

    media: str
    packed: bytes

    @classmethod
    def of(cls, media: str, data: bytes) -> "SourceFile":
        """Return `data` to be kept."""
        return cls(media, zlib.compress(data))

    @property
    def data(self) -> bytes:
        """The bytes as they came; raises zlib.error for what is no packed file."""
        return zlib.decompress(self.packed)
