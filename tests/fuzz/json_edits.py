"""JSON that stays JSON: something in it is taken out, put somewhere else, or has another value or type."""

import json
from contextlib import suppress
from typing import Any

from tests.fuzz.target import Draw

_VALUES = (None, 0, 1, -1, 2**40, 2**62, 0.5, "", "x", "null", "[]", "{}", b"", b"\xff")


def value(draw: Draw) -> Any:
    """Return a value of any type that a field of a database may have."""
    at = draw.number(len(_VALUES) + 4)
    return _VALUES[at] if at < len(_VALUES) else draw.text(draw.number(40))


def within(written: Any, draw: Draw) -> Any:
    """Return JSON with something in it changed; of what is no JSON, the text with some put in."""
    try:
        whole = json.loads(written)
    except (TypeError, ValueError, RecursionError):
        at = draw.number(64)
        return f"{str(written)[:at]}{draw.text(draw.number(8))}{str(written)[at:]}"
    edit(whole, draw)
    return json.dumps(whole)


def edit(whole: Any, draw: Draw) -> None:
    """Change something in a value of JSON, in its place."""
    inside = whole
    while isinstance(inside, dict | list) and inside:
        places: list[Any] = [*inside] if isinstance(inside, dict) else [*range(len(inside))]
        key = places[draw.number(len(places))]
        if isinstance(inside[key], dict | list) and inside[key] and draw.number(4):
            inside = inside[key]
            continue
        how = draw.number(5)
        if how == 0:
            del inside[key]
        elif how == 1:
            inside[key] = _json(draw)
        elif how == 2:
            inside[key] = inside[places[0]]
        elif how == 3 and isinstance(inside, list):
            inside.append(json.loads(json.dumps(inside[key])))
        elif isinstance(inside[key], int):
            inside[key] += draw.number(9) - 4
        return


def _json(draw: Draw) -> Any:
    found = value(draw)
    if isinstance(found, bytes):
        return [[0, 5]]
    if isinstance(found, str):
        with suppress(ValueError, RecursionError):
            return json.loads(found)
    return found
