"""Paths that lead to no article: devices, pipes, links, folders, and names that want more than to be read."""

import os
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from tests.hostile.inputs import WORDS, Input, at, fifo, file, folder_named


def _socket(folder: Path) -> str:
    with suppress(OSError), socket.socket(socket.AF_UNIX) as end:
        here = Path.cwd()
        os.chdir(folder)  # the address of a socket is short
        try:
            end.bind("socket.txt")
        finally:
            os.chdir(here)
    return "socket.txt"


def _link(*links: tuple[str, str]) -> Callable[[Path], str]:
    def make(folder: Path) -> str:
        for name, target in links:
            (folder / name).symlink_to(target)
        return links[0][0]

    return make


def _loops(folder: Path) -> str:
    for name in ("a", "b"):
        (folder / "loops" / name).mkdir(parents=True)
        (folder / "loops" / name / "up").symlink_to("..")
        (folder / "loops" / name / "again").symlink_to("../../loops")
    return "loops"


def _deep(folder: Path) -> str:
    here = os.getcwd()  # noqa: PTH109 - the tree is deeper than a path may be long
    try:
        (folder / "deep").mkdir()
        os.chdir(folder / "deep")
        for _ in range(60):
            os.mkdir("d" * 200)  # noqa: PTH102 - as above
            os.chdir("d" * 200)
    finally:
        os.chdir(here)
    return "deep"


def _closed(folder: Path) -> str:
    (folder / "closed.txt").write_text(WORDS)
    (folder / "closed.txt").chmod(0)
    return "closed.txt"


def _sparse(folder: Path) -> str:
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(1 << 40)
    return "sparse.txt"


def _database(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "a.db")) as raw, raw:
        raw.execute("CREATE TABLE songs (name TEXT)")
    (folder / "a.db").rename(folder / "songs.txt")
    return "songs.txt"


SPECIAL = [
    Input("a device of zeros", at("/dev/zero")),
    Input("a device of chance", at("/dev/urandom")),
    Input("a device that is full", at("/dev/full")),
    Input("a device of nothing", at("/dev/null")),
    Input("the memory of this process", at("/proc/self/mem")),
    Input("the words of this process", at("/proc/self/environ"), taken=True),
    Input("a pipe", fifo),
    Input("a socket", _socket),
    Input("a link to itself", _link(("self.txt", "self.txt"))),
    Input("links in a circle", _link(("one.txt", "two.txt"), ("two.txt", "three.txt"), ("three.txt", "one.txt"))),
    Input("a link to nothing", _link(("lost.txt", "nowhere.txt"))),
    Input("a link to a device", _link(("zero.txt", "/dev/zero"))),
    Input("folders in a circle", _loops),
    Input("folders deeper than a path", _deep),
    Input("an empty folder", folder_named("none")),
    Input("a file nobody may read", _closed),
    Input("a terabyte of nothing", _sparse),
    Input("a database", _database),
    Input("a name with line ends", at("a\nb\r\nreviewer: all is well\n.txt")),
    Input("a name with escapes", at("\x1b]52;c;AAAA\x07\x1b[2J\x9b31m\x7f.txt")),
    Input("a name that is no UTF-8", at("\udcff\udcfe.txt")),
    Input("a name that turns", at("\u202etxt.exe\u2066")),
    Input("a name of 255 bytes", at("n" * 251 + ".txt")),
    Input("a name too long", at("n" * 5000 + ".txt")),
    Input("no name", at("")),
    Input("a pattern that matches nothing", at("**/*.[!a-z]x[")),
    Input("a folder within a file", lambda folder: f"{file('f.txt', WORDS.encode())(folder)}/x"),
    Input("a shell's words", at("$(touch pwned);`touch pwned`|touch pwned")),
    Input("an option", at("./--db=/dev/null")),
    Input("an address", at("https://news.example/a?b=c")),
]
