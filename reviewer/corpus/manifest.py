"""What stands beside a shard that was written: from which input, by which rules, and what came out."""

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from reviewer import __version__
from reviewer.articles.sentences import SPLITTER
from reviewer.errors import ExportError
from reviewer.formats.files import replaced
from reviewer.models.record import SCHEMA_VERSION
from reviewer.suggest.engine import ENGINE
from reviewer.text import one_line

FOLDER = "_split"
"""Where manifests stand, below the shards; readers of folders pass over names that begin so."""


class Stamp(NamedTuple):
    """What a file was: its size in bytes, when it was modified (ns since 1970), and the SHA-256 of its bytes."""

    bytes: int
    modified: int
    sha256: str


def stamp(path: Path) -> Stamp:
    """Return what a file is now; raises OSError."""
    status = path.stat()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Stamp(status.st_size, status.st_mtime_ns, digest)


def is_still(path: Path, was: Stamp) -> bool:
    """Return whether a file is what it was; it is read only where its size is the same and its time is not."""
    try:
        status = path.stat()
        if status.st_size != was.bytes:
            return False
        return status.st_mtime_ns == was.modified or stamp(path).sha256 == was.sha256
    except OSError:
        return False


class Manifest(NamedTuple):
    """How one shard was made: by what, from and into which file, and what it came to.

    `problems` are the first few of the lines that were refused, in words.
    """

    made: dict[str, object]
    source: Stamp
    target: Stamp
    articles: int
    sentences: int
    refused: int
    problems: tuple[str, ...]


def made_by(name: str, *, suggest: bool) -> dict[str, object]:
    """Return what records of a shard depend on besides the shard's bytes."""
    return {
        "shard": name,
        "reviewer": __version__,
        "record": SCHEMA_VERSION,
        "splitter": SPLITTER,
        "engine": ENGINE if suggest else None,
    }


def place_of(target: Path) -> Path:
    """Return where the manifest of a shard that is written to `target` stands."""
    return target.parent / FOLDER / f"{target.name}.json"


def save(manifest: Manifest, target: Path) -> None:
    """Put a manifest in its place; raises ExportError."""
    path = place_of(target)
    make_folder(path.parent)
    value = {**manifest._asdict(), "source": manifest.source._asdict(), "target": manifest.target._asdict()}
    with replaced(path) as file:
        file.put(json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n")


def load(target: Path) -> Manifest | None:
    """Return the manifest of a shard; None where there is none, or one that nobody can read any more."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        value: dict[str, Any] = json.loads(place_of(target).read_bytes())
        source, written = Stamp(**value.pop("source")), Stamp(**value.pop("target"))
        return Manifest(**{**value, "source": source, "target": written, "problems": tuple(value["problems"])})
    return None


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it; raises ExportError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{one_line(str(folder))}: cannot be made ({error.strerror}); give another folder") from error
