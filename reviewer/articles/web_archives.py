"""Web archives (WARC): every page that a crawler was sent, one article each, with its address and date."""

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from itertools import count
from typing import Any, BinaryIO, NamedTuple

from reviewer.articles.markup import NEEDS
from reviewer.articles.web_pages import PAGE_BYTES

_MEDIA = ("text/html", "application/xhtml+xml")
_HEADERS_BYTES = 1024 * 1024
_GROWTH = 200  # times its size on the disk; crawls unpack to less than twenty
_ROOM = 64 * 1024 * 1024  # bytes that a small archive may unpack to in any case
_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
_BROKEN = "breaks off or is damaged at record {0}"


class Record(NamedTuple):
    """A page out of an archive: its number among the records from 1, its body as it was before it was packed to send.

    `charset` is what it was sent with; `date` when, in ISO form.
    """

    number: int
    data: bytes
    charset: str | None
    url: str | None
    date: str | None


class ArchiveError(ValueError):
    """An archive that cannot be read, or not to its end; the message says why, for use after the file's name."""


def pages(stream: BinaryIO) -> Iterator[Record]:
    """Yield the pages of an archive, packed or not, one of them in memory at a time.

    A page is a response with status 200, or a resource, that is HTML. Of one over the limit come PAGE_BYTES + 1 bytes.
    Raises ArchiveError, after what stands before the damage.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - 130 ms, and only archives need it
    except ImportError:
        raise ArchiveError(NEEDS.format("warcio")) from None
    unpacked = _guarded(0, _Bounded, stream)
    records = iter(_guarded(0, ArchiveIterator, unpacked))
    for number in count(1):
        unpacked.expect(_HEADERS_BYTES)
        record = _guarded(number, next, records, None)
        unpacked.expect(None)
        if record is None:
            if number > 1 and not unpacked.ended:
                raise ArchiveError(f"{_BROKEN.format(number)}; what stands before it was read")
            return
        found = _guarded(number, _page, record, number) if _is_page(record) else None
        if _guarded(number, _lacks, record):
            raise ArchiveError(f"{_BROKEN.format(number)}; what stands before it was read")
        if found is not None:
            yield found


def _guarded(number: int, read: Callable[..., Any], *given: Any) -> Any:
    """Do one step of reading; raises ArchiveError for whatever the archive makes its readers raise."""
    try:
        with redirect_stderr(io.StringIO()):  # warcio prints what it reads there
            return read(*given)
    except (ArchiveError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - an archive is foreign, and what its reader raises is written nowhere
        damaged = isinstance(error, zlib.error)
        why = _BROKEN if damaged else f"cannot be read as an archive ({type(error).__name__}) at record {{0}}"
        raise ArchiveError(f"{why.format(number)}; what stands before it was read") from None


def _lacks(record: Any) -> bool:
    """Read a record to its end, and return whether the archive ends before it does."""
    while record.raw_stream.read(64 * 1024):
        pass
    return bool(getattr(record.raw_stream, "limit", 0))  # how much is left of it; a record without a length has none


def _is_page(record: Any) -> bool:
    sent = record.http_headers
    if record.rec_type == "response" and sent is not None:
        return sent.get_statuscode() == "200" and (sent.get_header("Content-Type") or "").lower().startswith(_MEDIA)
    return record.rec_type == "resource" and (record.content_type or "").lower().startswith(_MEDIA)


def _page(record: Any, number: int) -> Record:
    sent = record.http_headers
    said = (sent.get_header("Content-Type") if sent is not None else record.content_type) or ""
    _, found, charset = said.lower().partition("charset=")
    return Record(
        number=number,
        data=record.content_stream().read(PAGE_BYTES + 1),
        charset=charset.partition(";")[0].strip(" \"'") if found else None,
        url=record.rec_headers.get_header("WARC-Target-URI"),
        date=record.rec_headers.get_header("WARC-Date"),
    )


class _Bounded:
    """The archive's bytes, unpacked; stops where they grow beyond what a crawl can be, or headers have no end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._rest = stream.read(len(_MAGIC))
        self._member = zlib.decompressobj(_GZIP) if self._rest == _MAGIC else None
        self._taken = len(self._rest)
        self._given = 0
        self._left: int | None = None
        self.ended = False

    def expect(self, most: int | None) -> None:
        """Let at most so many bytes be read from here on, or any number."""
        self._left = most

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._given

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most `size`; raises ArchiveError beyond the limits, zlib.error for damage."""
        data = self._unpacked(size) if self._member else self._raw(size)
        if self._member and not self._given and data.startswith(_MAGIC):
            raise ArchiveError("is packed twice; unpack it once")
        if data:
            self.ended = data.endswith(b"\n")  # as every record does
        self._given += len(data)
        if self._given > _ROOM + _GROWTH * self._taken:
            raise ArchiveError(f"unpacks to more than {_GROWTH} times its size; it was not read on")
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise ArchiveError("has a record whose headers do not end; it was not read on")
        return data

    def _raw(self, size: int) -> bytes:
        data, self._rest = self._rest or self._stream.read(size), b""
        self._taken += len(data)
        return data

    def _unpacked(self, size: int) -> bytes:
        """Return bytes out of one gzip member after the other, as many as there are; none behind the last."""
        while self._member:
            if self._member.eof:
                packed = self._member.unused_data.lstrip(b"\0") or self._raw(size)
                if not packed:
                    return b""
                self._member = zlib.decompressobj(_GZIP)
            else:
                packed = self._member.unconsumed_tail or self._raw(size)
                if not packed:
                    raise zlib.error
            if data := self._member.decompress(packed, size):
                return data
        return b""
