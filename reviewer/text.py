"""Making text safe to show, one character for one, so that offsets never move."""

from datetime import UTC, datetime

_MARK = 0xFFFD  # REPLACEMENT CHARACTER: for code points that have no picture of their own

# U+2400.. are the standard pictures of the C0 controls: ESC shows as one visible sign and stays one code point.
_PICTURES: dict[int, int] = {code: 0x2400 + code for code in range(0x20)}
_PICTURES[0x7F] = 0x2421
_PICTURES.update(dict.fromkeys(range(0x80, 0xA0), _MARK))  # C1: a terminal may take these for escape sequences
_PICTURES.update(dict.fromkeys(range(0xD800, 0xE000), _MARK))  # lone surrogates cannot be encoded for a terminal
# Bidirectional controls can make a line read as something it does not say (CVE-2021-42574): shown, never obeyed.
_PICTURES.update(dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0x25C7))
# Further code points that a terminal drops or draws as a line break, and tag characters, which hide text.
_PICTURES.update(dict.fromkeys((0x2028, 0x2029), 0x2424))
_PICTURES.update(
    dict.fromkeys((0x00AD, 0x180E, 0x200B, *range(0x2060, 0x2065), *range(0x206A, 0x2070), 0xFEFF), 0x00B7)
)
_PICTURES.update(dict.fromkeys(range(0xFFF9, 0xFFFC), _MARK))
_PICTURES.update(dict.fromkeys(range(0xE0000, 0xE0080), _MARK))

_SPACED = {
    **_PICTURES,
    0x09: 0x20,
    0x0A: 0x20,
    0x0D: 0x20,
    0x0B: 0x20,
    0x0C: 0x20,
    0x85: 0x20,
    0x2028: 0x20,
    0x2029: 0x20,
}


def printable(text: str) -> str:
    """Return `text` with every control character as a visible sign; as long as `text`, code point for code point.

    C0 (newline too), DEL, C1, lone surrogates, bidi controls, invisible characters and tag characters are replaced.
    """
    return text.translate(_PICTURES)


def one_line(text: str) -> str:
    """Return `text` as `printable` does, but with tabs and line ends as spaces; the same length as `text`."""
    return text.translate(_SPACED)


def in_json(line: str) -> str:
    """Return JSON, line ends too, with what `printable` replaces written as escapes: the values are the same."""
    unsafe = {sign for sign in set(line) if sign != "\n" and ord(sign) in _PICTURES}
    return line.translate({ord(sign): _escape(sign) for sign in unsafe}) if unsafe else line


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def shorten(text: str, width: int) -> str:
    """Return `text` on one line of at most `width` code points, with an ellipsis where it was cut."""
    seen = width * 4 + 64
    line = " ".join(one_line(text[:seen]).split())
    if len(line) <= width and not one_line(text[seen:]).strip():
        return line
    return (line[: max(0, width - 1)].rstrip() + "…")[:width]


def local_time(at: str) -> datetime:
    """Return a moment (ISO 8601) in the reader's own time; what is none, as in a file changed by hand, is in 1970."""
    try:
        return datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC)


def is_web(url: str) -> bool:
    """Return whether `url` is one of the web, by http or https, to a host, of nothing but what a URL can hold."""
    scheme, found, rest = url.partition("://")
    host = rest.partition("/")[0].partition("?")[0].partition("#")[0].rpartition("@")[2]
    safe = all(character > " " and character not in '"<>\\^`{|}' and character.isprintable() for character in url)
    return bool(found) and scheme.lower() in {"http", "https"} and bool(host.partition(":")[0]) and safe
