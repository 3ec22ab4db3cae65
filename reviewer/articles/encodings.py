"""Bytes to exact text: which encoding an article is in, and whether it is text at all.

Tried in this order: a byte order mark (UTF-8, UTF-16, UTF-32), UTF-8, and then the declared fallback. The fallback
reads as windows-1252 (or its Central European and Turkish sisters) what fits the alphabet of one language letter for
letter, and asks charset-normalizer about everything else. What was found is recorded on the document.
"""

import codecs
from collections.abc import Iterator
from typing import NamedTuple

SAMPLE_BYTES = 64 * 1024
"""How much of a file the fallback looks at to name the encoding; the whole file is then decoded strictly."""


class Decoded(NamedTuple):
    """A text without its byte order mark, line ends as they stand, and the encoding it was in."""

    text: str
    encoding: str


class NotTextError(ValueError):
    """The bytes are no text; the message says why and what to do, for use after the file's name."""


# The longer marks first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_MAGIC = (
    (b"\x1f\x8b", "is compressed (gzip); unpack it first"),
    (b"BZh91AY&SY", "is compressed (bzip2); unpack it first"),
    (b"\xfd7zXZ\0", "is compressed (xz); unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is compressed (zstd); unpack it first"),
    (b"PK\x03\x04", "is a zip archive or an office document; unpack it or save its text as a .txt file"),
    (b"7z\xbc\xaf\x27\x1c", "is an archive (7z); unpack it first"),
    (b"Rar!\x1a\x07", "is an archive (rar); unpack it first"),
    (b"%PDF-", "is a PDF; save its text as a .txt file"),
    (b"{\\rtf", "is a rich text (RTF) document; save it as plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an office document; save its text as a .txt file"),
    (b"\x89PNG\r\n\x1a\n", "is a picture (PNG); give a text file"),
    (b"\xff\xd8\xff", "is a picture (JPEG); give a text file"),
    (b"\x7fELF", "is a program (ELF); give a text file"),
    (b"SQLite format 3\0", "is an SQLite database; give a text file"),
)
# The control characters that no text has; as in file(1), BEL, BS, TAB, LF, VT, FF, CR and ESC may stand in one.
_CONTROLS = bytes([*range(1, 7), *range(14, 27), *range(28, 32), 127])
_CONTROL_SHARE = 20  # more than one control character in so many bytes is a binary file,
_CONTROL_FEW = 2  # but not for the sake of so few


def decode(data: bytes) -> Decoded:
    """Return the text of `data`, every character kept; NotTextError if it is binary or in no known encoding."""
    refuse_binary(data)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_marked(data[len(mark) :], codec), name)
    _refuse_controls(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error)
        return _fallback(data, error.start)


def refuse_binary(data: bytes) -> None:
    """Raise NotTextError if `data` begins like a well-known kind of binary file."""
    for magic, why in _MAGIC:
        if data.startswith(magic):
            raise NotTextError(why)


def _refuse_controls(data: bytes) -> None:
    """Raise NotTextError at a NUL byte or at more control characters than a text has."""
    at = data.find(b"\0")
    if at >= 0:
        if _looks_like_utf16(data):
            raise NotTextError("looks like UTF-16 without a byte order mark; save it as UTF-8")
        raise NotTextError(f"is a binary file (NUL bytes at {at}); give a text file")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _CONTROL_FEW and controls * _CONTROL_SHARE > len(data):
        raise NotTextError(f"is a binary file ({controls} control characters in {len(data)} bytes); give a text file")


def _looks_like_utf16(data: bytes) -> bool:
    """Whether nearly every second byte at the beginning is NUL and hardly any of the others, as in Western UTF-16."""
    head = data[:1024]
    even, odd = head[::2].count(0), head[1::2].count(0)
    return len(head) >= 4 and max(even, odd) * 10 > len(head) * 4 and min(even, odd) * 20 < len(head)


def _marked(data: bytes, codec: str) -> str:
    """Decode what follows a byte order mark, strictly: the mark is a promise."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        where = "ends in the middle of a character" if error.end >= len(data) else f"is broken at byte {error.start}"
        raise NotTextError(f"says it is {codec.upper()} but {where}; save it as UTF-8") from None
    at = text.find("\0")
    if at >= 0:
        raise NotTextError(f"is a binary file (a NUL character at {at}); give a text file")
    _refuse_controls(text.encode())
    return text


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Raise NotTextError if `data` is UTF-8 with some damage: in any other encoding all of it would be rubbish."""
    raw = _sample(data, error.start)
    sample = raw.decode("utf-8", "replace")
    broken = sample.count("\ufffd") - raw.count("\ufffd".encode())
    whole = sum(sign > "\x7f" for sign in sample) - broken
    if whole >= broken > 0:
        raise NotTextError(
            f"is UTF-8 with broken bytes (0x{data[error.start]:02x} at {error.start}); save it as UTF-8 again"
        )


def _sample(data: bytes, start: int) -> bytes:
    """Return up to SAMPLE_BYTES of `data` round `start`, cut at line ends or spaces, where no character is cut."""
    low = max(0, start - SAMPLE_BYTES // 4)
    high = low + SAMPLE_BYTES
    if low > 0:
        low = data.find(b"\n", low, start) + 1 or data.find(b" ", low, start) + 1 or start
    if high < len(data):
        high = data.rfind(b"\n", start, high) + 1 or data.rfind(b" ", start, high) + 1 or high
    return data[low:high]


def _fallback(data: bytes, start: int) -> Decoded:
    """Return `data` in the first encoding that fits all of it; its first byte that is no UTF-8 stands at `start`."""
    sample = _sample(data, start)
    for codec in _candidates(sample):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return Decoded(text, codec)
    raise NotTextError(
        f"is not UTF-8 (byte 0x{data[start]:02x} at {start}) and in no other encoding that is known; save it as UTF-8"
    )


def _candidates(sample: bytes) -> Iterator[str]:
    """Yield Python's names of the encodings that `sample` may be in, the likeliest first."""
    from reviewer.articles.alphabets import EBCDIC, FAMILIES, latin_codec  # noqa: PLC0415 - only files that are not UTF-8 pay

    if codec := latin_codec(sample):
        yield codec
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, and few files need it

    # Lines that are plain ASCII say nothing and drown those that do.
    telling = b"\n".join(line for line in sample.split(b"\n") if not line.isascii())
    for match in from_bytes(telling, cp_isolation=list(FAMILIES)):
        yield match.encoding
    for match in from_bytes(telling, cp_exclusion=list(EBCDIC)):
        yield match.encoding
