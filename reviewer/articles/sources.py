"""From the paths of a command to the list of things to read: files, folders, patterns, standard input.

Nothing is opened here, so a pipe or a device that somebody names can neither block nor be drained.
"""

# Paths are plain strings: names stay as they were given, and a Path drops a leading "./".
# ruff: noqa: PTH112, PTH116, PTH118, PTH122, PTH206

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from reviewer.errors import InputError
from reviewer.text import one_line

STDIN = "-"
SUFFIXES = {
    **dict.fromkeys((".txt", ".text", ".md"), "text"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "page"),
    **dict.fromkeys((".mhtml", ".mht"), "mhtml"),
    **dict.fromkeys((".warc", ".warc.gz"), "warc"),
    **dict.fromkeys((".rss", ".atom"), "feed"),
}
"""What a folder is searched for, and how it is read. A file that is named itself may have any suffix: it is a text."""

_NAMED = {**SUFFIXES, ".xml": "feed"}  # most XML is no feed: only where somebody says so, it is read as one
_REFUSED = {".json": "is JSON, not JSONL; write one object a line into a .jsonl file"}
_PARTS = "_files"  # a browser saves the pictures and scripts of page.html into page_files
_PAGES = tuple(suffix for suffix, kind in SUFFIXES.items() if kind == "page")
_MAGIC = "*?["


class Source(NamedTuple):
    """One thing to read: its path as it was given or found, and its kind: one of SUFFIXES, or 'stdin'."""

    path: str
    kind: str


def find(paths: Sequence[str]) -> Iterator[Source | InputError]:
    """Yield what `paths` stand for, in their order; a path that stands for nothing gives an error in its place.

    A folder gives the files below it with a suffix in SUFFIXES, sorted by name at each level; hidden files and
    folders (a dot in front) and links to folders are passed over. A pattern (`*`, `?`, `[…]`, `**` for any depth) that
    is no file's name gives the files and folders it matches. A file that is named twice comes once.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path == STDIN:
            if (-1, -1) not in seen:
                seen.add((-1, -1))
                yield Source(STDIN, "stdin")
        elif _is_pattern(path):
            yield from _matches(path, seen)
        else:
            yield from _named(path, seen)


def unreadable(path: str, error: OSError | ValueError) -> InputError:
    """Return the operating system's refusal of `path` as one line; a ValueError is a name that no file can have."""
    if not isinstance(error, OSError):
        return InputError(one_line(path), "is no file name; check it")
    if isinstance(error, FileNotFoundError):
        why = "does not exist; check the name"
    elif isinstance(error, PermissionError):
        why = "no permission to read it; ask its owner or run chmod +r on it"
    elif isinstance(error, NotADirectoryError):
        why = "a part of the path is a file, not a folder; check the name"
    elif error.errno == errno.ELOOP:
        why = "is a symbolic link that leads back to itself; name the file it should lead to"
    else:
        why = f"cannot be read ({os.strerror(error.errno or 0)}); check the name and the disk"
    return InputError(one_line(path), why)


def refusal(mode: int) -> str | None:
    """Return why a file of this `st_mode` is not opened, or None for a regular file."""
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISDIR(mode):
        return "is a folder; name it to a command that takes folders"
    if stat.S_ISFIFO(mode):
        return "is a pipe (FIFO), not a file; pipe it in and give - as the path"
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        return "is a device, not a file; give a text file, or - for standard input"
    return "is a socket or another special file; give a text file"


def _named(path: str, seen: set[tuple[int, int]]) -> Iterator[Source | InputError]:
    """Yield the source that `path` is, or what is in the folder it is."""
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        yield unreadable(path or "''", error)
        return
    if not stat.S_ISDIR(status.st_mode):
        yield from _once(path, status, seen)
        return
    empty = True
    for item in _below(path, seen):
        empty = False
        if item is not None:
            yield item
    if empty:
        wanted = ", ".join(SUFFIXES)
        yield InputError(one_line(path), f"is a folder without articles ({wanted}); name the files themselves")


def _once(path: str, status: os.stat_result, seen: set[tuple[int, int]]) -> Iterator[Source | InputError]:
    """Yield what `path` is, unless the same file came before."""
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return
    seen.add(identity)
    suffix = suffix_of(path)
    why = refusal(status.st_mode) or _REFUSED.get(suffix)
    yield InputError(one_line(path), why) if why else Source(path, _NAMED.get(suffix, "text"))


def suffix_of(path: str) -> str:
    """Return a file's suffix in small letters; of a packed archive, both of them."""
    low = path.lower()
    return ".warc.gz" if low.endswith(".warc.gz") else os.path.splitext(low)[1]


def _below(folder: str, seen: set[tuple[int, int]]) -> Iterator[Source | InputError | None]:
    """Yield the articles at any depth below `folder`; None for one that came before.

    The stack holds names, one folder's at a time and level: a tree as deep as the system allows is no recursion here.
    """
    stack = [(folder, True)]
    while stack:
        path, is_folder = stack.pop()
        try:
            if is_folder:
                stack.extend(reversed(_entries(path)))
                continue
            new = list(_once(path, os.stat(path), seen))
        except OSError as error:
            yield unreadable(path, error)
        else:
            yield new[0] if new else None


def _entries(folder: str) -> list[tuple[str, bool]]:
    """Return the paths in `folder` that may be articles or hold some, sorted by name, and whether each is a folder."""
    with os.scandir(folder) as listing:
        found = [(entry.name, entry.path, entry.is_dir(follow_symlinks=False)) for entry in listing]
    parts = _parts(name for name, _, _ in found)
    return [
        (path, is_folder)
        for name, path, is_folder in sorted(found)
        if not name.startswith(".")
        and name not in parts
        and (is_folder or (suffix_of(name) in SUFFIXES and not os.path.isdir(path)))
    ]


def _parts(names: Iterable[str]) -> set[str]:
    """Return the names of folders that hold the parts of pages, which stand beside them: none holds articles."""
    return {f"{os.path.splitext(name)[0]}{_PARTS}" for name in names if name.lower().endswith(_PAGES)}


def _is_pattern(path: str) -> bool:
    """Whether `path` is a pattern the shell did not expand: it has a sign for that, and no file has this name."""
    return any(sign in path for sign in _MAGIC) and "\0" not in path and not os.path.lexists(path)


def _matches(pattern: str, seen: set[tuple[int, int]]) -> Iterator[Source | InputError]:
    """Yield what `pattern` matches, sorted; a folder it matches without articles in it is passed over."""
    drive, rest = os.path.splitdrive(pattern)
    root = drive + (os.sep if rest.startswith(os.sep) else "")
    parts = [part for part in rest.split(os.sep) if part] + [""] * rest.endswith(os.sep)  # "*/" is folders only
    parts = [part for at, part in enumerate(parts) if part != "**" or parts[at - 1 : at] != ["**"]]
    empty = True
    for path in _expand(root, parts):
        empty = False
        try:
            status = os.stat(path)
        except OSError as error:
            yield unreadable(path, error)
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from filter(None, _below(path, seen))
        else:
            yield from _once(path, status, seen)
    if empty:
        yield InputError(one_line(pattern), "matches no file; check the pattern")


def _expand(base: str, parts: list[str]) -> Iterator[str]:
    """Yield the paths below `base` that match `parts`, one pattern for each level; `**` takes any number of levels.

    The glob module is not used: its `**` follows links to folders, and two links in a loop keep it busy for ever.
    """
    part, rest = (parts[0], parts[1:]) if parts else ("", [])
    if not parts or parts == ["**"]:
        yield base or os.curdir
    elif part == "**":
        stack = [base]
        while stack:
            folder = stack.pop()
            yield from _expand(folder, rest)
            stack.extend(os.path.join(folder, name) for name in reversed(_names(folder, "*", folders=True)))
    elif any(sign in part for sign in _MAGIC):
        for name in _names(base, part, folders=False):
            yield from _expand(os.path.join(base, name), rest)
    elif os.path.lexists(path := os.path.join(base, part)):
        yield from _expand(path, rest)


def _names(folder: str, pattern: str, *, folders: bool) -> list[str]:
    """Return the names in `folder` that match one level of a pattern, sorted; none if it cannot be listed."""
    try:
        with os.scandir(folder or os.curdir) as listing:
            entries = list(listing)
        parts = _parts(entry.name for entry in entries)
        return sorted(
            entry.name
            for entry in entries
            if fnmatchcase(entry.name, pattern)
            and entry.name not in parts
            and (pattern.startswith(".") or not entry.name.startswith("."))
            and (not folders or entry.is_dir(follow_symlinks=False))
        )
    except OSError:
        return []
