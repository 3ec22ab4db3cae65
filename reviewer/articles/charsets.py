"""Bytes of markup to text: which encoding a page is in, by its bytes, what it came with, and what it says itself."""

import codecs
import re

from reviewer.articles.encodings import Decoded, NotTextError, decode, refuse_binary

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAID_WITHIN = 4096  # bytes; browsers look as far for what a page says of itself
_SAYS = (
    re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.ASCII),
    re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.ASCII | re.IGNORECASE),
)
# What names on the web mean is settled by browsers (the WHATWG's Encoding Standard): the larger code page.
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
# Python's codecs that no page is in: they would make another text of plain ASCII.
_NEVER = frozenset({"utf-7", "unicode-escape", "raw-unicode-escape", "punycode", "idna", "undefined", "mbcs", "oem"})


def decode_markup(data: bytes, charset: str | None = None) -> Decoded:
    """Return the text of a page; `charset` is what it came with, a name as in HTTP.

    What is UTF-8 is read so, whatever is said of it: no other text is UTF-8 by accident. Else `charset` counts, then
    what the page says, then its bytes; a name under which the bytes make no sense counts for nothing. UTF-8 with
    broken bytes comes with U+FFFD in their places. Raises NotTextError for what is no text.
    """
    refuse_binary(data)
    if data.startswith(_MARKS):
        return decode(data)
    said = [codec for codec in map(_codec, (charset, *_said(data))) if codec]
    for codec in said:
        if codec.startswith("iso2022") and b"\x1b" in data and (found := _strictly(data, codec)):
            return found
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        for codec in said:
            if codec != "utf-8" and (found := _strictly(data, codec)):
                return found
    else:
        return decode(data)
    try:
        return decode(data)
    except NotTextError:
        if b"\0" in data or (said and said[0] != "utf-8"):
            raise
        return Decoded(data.decode("utf-8", "replace"), "utf-8")


def has_lost(data: bytes, encoding: str) -> bool:
    """Return whether bytes in this encoding could not all be decoded, so that U+FFFD stands in the text for some."""
    return encoding == "utf-8" and _strictly(data, encoding) is None


def _said(data: bytes) -> list[str]:
    head = data[:_SAID_WITHIN]
    return [found[1].decode("ascii") for pattern in _SAYS if (found := pattern.search(head))]


def _codec(label: str | None) -> str | None:
    """Return Python's name of the encoding that a name on the web means; None for one that means none."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
        b"".decode(name)  # some of Python's codecs make no text
    except (LookupError, ValueError):
        return None
    return None if name.replace("_", "-") in _NEVER else _WIDER.get(name, name)


def _strictly(data: bytes, codec: str) -> Decoded | None:
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if "\0" in text else Decoded(text, codec)
