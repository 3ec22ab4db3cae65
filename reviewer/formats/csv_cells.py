"""Cells of a table that no spreadsheet takes for a formula: made safe, and given back exactly as they were.

A spreadsheet computes what begins with one of a few signs, also behind blanks and in full width. An apostrophe before
it makes it text. A cell that could be mistaken for one made safe gets one more, so that taking one off is exact.
"""

import re

_SIGNS = "=+\\-@＝＋－＠﹢﹣﹦﹫"
_UNSEEN = "\\s'\"\\x00\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff"
"""What a spreadsheet may trim, or nobody sees, before a sign; and the apostrophes of cells that were made safe."""
_RISKY = re.compile(f"'*[\\t\\r\\n\\x00]|[{_UNSEEN}]*[{_SIGNS}]")


def safe(value: str) -> str:
    """Return a cell with an apostrophe before it where a spreadsheet might compute it."""
    return f"'{value}" if _RISKY.match(value) else value


def original(cell: str) -> str:
    """Return what `safe` was given; any other text is returned as it stands."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def row(values: list[str]) -> str:
    """Return a record by RFC 4180 with its CRLF: each cell made safe, and quoted where it is no plain word."""
    return ",".join(map(_quoted, map(safe, values))) + "\r\n"


def _quoted(cell: str) -> str:
    if _PLAIN.fullmatch(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


_PLAIN = re.compile(r"[\w.:/-]*", re.ASCII)
