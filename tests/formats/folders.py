"""Writing what a store holds as an export does, and looking at the files and folders that come of it."""

import json
from pathlib import Path
from typing import Any

from reviewer.formats import Selection, named
from reviewer.formats.export import Exported, export_to_file
from reviewer.store.sqlite import SqliteStore

ESCAPED = "\x1b[31mRed\x1b[0m \x00 alert, said 👩‍👩‍👧 the “mayor”\u2028 of  Oslo\x85."
"""A sentence with what terminals, XML and line-based formats choke on."""


def export(store: SqliteStore, path: Path, form: str, chosen: Selection | None = None, /, **options: str) -> Exported:
    """Export what is chosen in a format with some of its options."""
    defaults = {name: values[0] for name, values in named(form).options.items()}
    selection = (chosen or Selection())._replace(options=defaults | options)
    return export_to_file(store, named(form), selection, path)


def lines(path: Path) -> list[Any]:
    """Return what stands in a file of JSON lines."""
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def files(folder: Path) -> list[str]:
    """Return the names of the files in a folder, and in those in it."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
