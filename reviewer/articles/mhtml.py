"""Web pages saved as one file (MHTML, RFC 2557): the page among its pictures, with its address and encoding."""

import re
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

MEDIA = "multipart/related"
_PAGES = {"text/html", "application/xhtml+xml"}
_MULTIPART = re.compile(rb"^content-type:[ \t]*multipart/", re.IGNORECASE | re.MULTILINE)
_NESTED = 100
"""Parts of parts that a file may have; a browser writes one or two, and the parser needs seconds for some thousands."""


class Unpacked(NamedTuple):
    """The page's bytes, the encoding it is said to be in, and where it was saved from, each as far as it is told."""

    data: bytes
    charset: str | None
    url: str | None


def unpack(data: bytes) -> Unpacked | None:
    """Return the page of a file; None when it holds none.

    The page is the part that the file names as its start, else the first that is one.
    """
    if sum(1 for _ in _MULTIPART.finditer(data)) > _NESTED:
        return None
    try:
        message = message_from_bytes(data)
        pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    except RecursionError:  # parts within parts, deeper than any browser writes them
        return None
    start = message.get_param("start")
    page = next((part for part in pages if start and part["Content-ID"] == start), pages[0] if pages else None)
    if page is None:
        return None
    body = page.get_payload(decode=True)
    if not isinstance(body, bytes):
        return None
    return Unpacked(body, page.get_content_charset(), _address(page) or _address(message))


def _address(part: Message) -> str | None:
    for name in ("Content-Location", "Snapshot-Content-Location"):
        if part[name]:
            return "".join(str(part[name]).split())
    return None
