"""Addresses of evidence: which are taken, and what the system's browser is handed; nothing is ever fetched."""

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

from reviewer.errors import Refused

LONGEST = 2_000
"""Characters of an address; longer ones are cut by browsers and archives."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PATHS = ("/", "~/", "./", "../")
_AS_IT_STANDS = "%:/?#[]@!$&()*+,;=-._~"
"""What a browser is handed unchanged: all signs of RFC 3986 but the apostrophe, a quotation mark to some launchers."""


def accepted(written: str) -> str:
    """Return an address without the spaces round it: http, https, file://, or a path (absolute, ~/, ./ or ../).

    Raises Refused, in one line, for anything else.
    """
    address = written.strip()
    if not address:
        raise Refused("evidence needs an address: http, https or a file's path")
    if len(address) > LONGEST:
        raise Refused(f"that address has {len(address):,} characters; at most {LONGEST:,} are taken")
    if not address.isprintable():
        raise Refused("an address holds no line ends, control characters or invisible signs")
    if address.startswith(_PATHS):
        return address
    if " " in address:
        raise Refused("an address holds no spaces; write %20 for one")
    scheme = _SCHEME.match(address)
    if not scheme:
        raise Refused("that is no address: it begins with http://, https://, or as a path with / ~/ or ./")
    _parts(address, scheme[0][:-1].lower())
    return address


def openable(address: str) -> str:
    """Return what the system's browser is handed: a URL in ASCII without quotation marks; raises Refused as `accepted`.

    A path is made absolute, from the current folder, and a file:// URL.
    """
    known = accepted(address)
    if not known.startswith(_PATHS):
        return quote(known, safe=_AS_IT_STANDS)
    try:
        return Path(known).expanduser().resolve().as_uri()
    except (OSError, RuntimeError) as error:
        raise Refused(f"that path leads nowhere: {error}") from error


def _parts(address: str, scheme: str) -> None:
    if scheme not in {"http", "https", "file"}:
        raise Refused(f"{scheme}: addresses are not taken; only http, https and files are")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise Refused("that address cannot be read: its host or port is wrong") from error
    if not address.startswith("//", len(scheme) + 1):
        raise Refused(f"that address lacks its slashes: {scheme}://")
    if scheme == "file":
        if (host or "localhost") != "localhost" or not parts.path.startswith("/"):
            raise Refused("a file's address names no other machine: file:///folder/file")
    elif not host or "\\" in parts.netloc:
        raise Refused("that address names no host")
