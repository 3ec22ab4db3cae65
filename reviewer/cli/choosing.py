"""Which documents of the database the paths on a command line mean."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reviewer.errors import InputError
from reviewer.store import Store
from reviewer.store.rows import Document
from reviewer.text import one_line


def documents_of(store: Store, paths: Sequence[str]) -> Iterator[Document]:
    """Yield the documents that were read from the paths, in the order of the paths; raises InputError for others."""
    documents = store.documents()
    if not paths:
        yield from documents
    seen: set[int] = set()
    for path in paths:
        stem = path.rstrip("/")
        found = [one for one in documents if one.name == path or one.name.startswith((f"{stem}/", f"{stem}:"))]
        found = found or _by_content(store, path)
        if not found:
            raise InputError(one_line(path), "is not in the database; read it first: reviewer import PATH")
        yield from (one for one in found if one.id not in seen)
        seen |= {one.id for one in found}


def _by_content(store: Store, path: str) -> list[Document]:
    """Return the document with the bytes of a file, under whatever name it was read."""
    import hashlib  # noqa: PLC0415 - asked only of a path that the database does not know

    try:
        found = store.by_sha256(hashlib.sha256(Path(path).read_bytes()).hexdigest())
    except OSError:
        return []
    return [found] if found else []
