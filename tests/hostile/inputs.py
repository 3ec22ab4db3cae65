"""What a bad input is, and the ways that the simple ones are made."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

WORDS = "The river rose on Monday. The mayor closed the bridge.\n"
MILLION = 1_000_000


class Input(NamedTuple):
    """A bad input: what it is called, what makes it in a folder and returns its path, and how it is read.

    `form` is the format it claims to be in, empty for an article. `taken` is where some of it, or all, may come in.
    """

    name: str
    make: Callable[[Path], str]
    form: str = ""
    taken: bool = False


def file(name: str, data: bytes) -> Callable[[Path], str]:
    def make(folder: Path) -> str:
        (folder / name).write_bytes(data)
        return name

    return make


def at(path: str) -> Callable[[Path], str]:
    return lambda _folder: path


def fifo(folder: Path) -> str:
    os.mkfifo(folder / "pipe.txt")
    return "pipe.txt"


def folder_named(name: str) -> Callable[[Path], str]:
    """Return what makes an empty folder."""

    def make(folder: Path) -> str:
        (folder / name).mkdir()
        return name

    return make


def many(*inputs: tuple[str, bytes], suffix: str, form: str = "", taken: bool = False) -> list[Input]:
    return [
        Input(name, file(f"{name.replace(' ', '-').replace('/', '-')}{suffix}", data), form, taken)
        for name, data in inputs
    ]
