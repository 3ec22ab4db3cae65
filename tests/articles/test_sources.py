"""Paths, folders, patterns and '-' become an ordered list of things to read."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.articles.sources import SUFFIXES, Source, find
from reviewer.errors import InputError


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a newsroom's folder and go there."""
    for name in (
        "b.txt",
        "a.txt",
        "wire/c.md",
        "wire/d.jsonl",
        "wire/old/e.TXT",
        "wire/photo.png",
        ".hidden/f.txt",
        ".g.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("News.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def nobody() -> Iterator[None]:
    """Be an ordinary user for a while: to root, no file is closed."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


def found(*paths: str) -> list[str]:
    return [item.path if isinstance(item, Source) else f"! {item}" for item in find(paths)]


def test_files_come_in_the_order_they_were_named(desk: Path) -> None:
    assert found("b.txt", "a.txt") == ["b.txt", "a.txt"]
    assert found("./b.txt", str(desk / "a.txt")) == ["./b.txt", str(desk / "a.txt")]


def test_the_suffix_says_how_a_file_is_read(desk: Path) -> None:
    (desk / "UPPER.JSONL").write_text("{}")
    (desk / "report").write_text("News.")
    assert list(find(["a.txt", "wire/c.md", "wire/d.jsonl", "UPPER.JSONL", "report", "-"])) == [
        Source("a.txt", "text"),
        Source("wire/c.md", "text"),
        Source("wire/d.jsonl", "jsonl"),
        Source("UPPER.JSONL", "jsonl"),
        Source("report", "text"),
        Source("-", "stdin"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("page.html", "page"),
        ("PAGE.HTM", "page"),
        ("page.xhtml", "page"),
        ("page.mhtml", "mhtml"),
        ("page.mht", "mhtml"),
        ("crawl.warc", "warc"),
        ("crawl.WARC.gz", "warc"),
        ("feed.rss", "feed"),
        ("feed.atom", "feed"),
        ("feed.xml", "feed"),
        ("notes.gz", "text"),
    ],
)
def test_what_comes_from_the_web_is_known_by_its_suffix(desk: Path, name: str, kind: str) -> None:
    (desk / name).write_text("News.")
    assert list(find([name])) == [Source(name, kind)]


def test_a_folder_gives_pages_but_not_the_parts_a_browser_saves_beside_them(desk: Path) -> None:
    for name in ("web/page.html", "web/page_files/frame.html", "web/other_files/story.html", "web/sitemap.xml"):
        (desk / name).parent.mkdir(parents=True, exist_ok=True)
        (desk / name).write_text("<p>News.")
    pages = ["web/other_files/story.html", "web/page.html"]
    assert found("web") == pages
    assert sorted(found("web/**/*.html")) == pages
    assert sorted(found("web/*")) == [*pages, "web/sitemap.xml"], "XML is read where it is meant"
    assert found("web/page_files") == ["web/page_files/frame.html"], "what is named itself is read"


@pytest.mark.usefixtures("desk")
def test_a_folder_is_searched_to_its_bottom_in_order_of_names_without_hidden_files() -> None:
    assert found(".") == ["./a.txt", "./b.txt", "./wire/c.md", "./wire/d.jsonl", "./wire/old/e.TXT"]
    assert found("wire/") == ["wire/c.md", "wire/d.jsonl", "wire/old/e.TXT"]


def test_a_file_that_is_named_twice_comes_once(desk: Path) -> None:
    (desk / "link.txt").symlink_to("a.txt")
    assert found("wire", "a.txt", "./a.txt", "link.txt", "wire/old", "wire", "-", "-") == [
        "wire/c.md", "wire/d.jsonl", "wire/old/e.TXT", "a.txt", "-",
    ]  # fmt: skip


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("[a]*", ["a.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("./*.txt", ["./a.txt", "./b.txt"]),
        ("*/c.md", ["wire/c.md"]),
        ("w*", ["wire/c.md", "wire/d.jsonl", "wire/old/e.TXT"]),
        ("**/*.txt", ["a.txt", "b.txt"]),
        ("**/*.TXT", ["wire/old/e.TXT"]),
        ("**/**/old/*", ["wire/old/e.TXT"]),
        ("wire/**", ["wire/c.md", "wire/d.jsonl", "wire/old/e.TXT"]),
        (".g*", [".g.txt"]),
        ("wire/*/", ["wire/old/e.TXT"]),
    ],
)
def test_a_pattern_the_shell_left_alone_is_expanded(pattern: str, paths: list[str]) -> None:
    assert found(pattern) == paths


def test_a_pattern_from_the_root(desk: Path) -> None:
    assert found(f"{desk}/*.txt") == [f"{desk}/a.txt", f"{desk}/b.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(desk: Path) -> None:
    (desk / "a[1]*.txt").write_text("News.")
    assert found("a[1]*.txt") == ["a[1]*.txt"]


def test_what_stands_for_nothing_is_said_in_its_place_and_the_others_go_on(desk: Path) -> None:
    (desk / "empty" / "deeper").mkdir(parents=True)
    (desk / "pictures").mkdir()
    (desk / "pictures" / "a.png").write_bytes(b"\x89PNG")
    folder = f"is a folder without articles ({', '.join(SUFFIXES)}); name the files themselves"
    assert found("nope.txt", "a.txt", "empty", "*.nope", "pictures", "a.txt/x", "", "x\0y", "b.txt") == [
        "! nope.txt: does not exist; check the name",
        "a.txt",
        f"! empty: {folder}",
        "! *.nope: matches no file; check the pattern",
        f"! pictures: {folder}",
        "! a.txt/x: a part of the path is a file, not a folder; check the name",
        "! '': does not exist; check the name",
        "! x␀y: is no file name; check it",
        "b.txt",
    ]


def test_pipes_sockets_and_devices_are_never_taken(desk: Path) -> None:
    os.mkfifo(desk / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        assert found("pipe.txt", "socket.txt", "/dev/zero", "/dev/null", "a.txt") == [
            "! pipe.txt: is a pipe (FIFO), not a file; pipe it in and give - as the path",
            "! socket.txt: is a socket or another special file; give a text file",
            "! /dev/zero: is a device, not a file; give a text file, or - for standard input",
            "! /dev/null: is a device, not a file; give a text file, or - for standard input",
            "a.txt",
        ]


def test_a_pipe_in_a_folder_is_reported_and_the_rest_goes_in(desk: Path) -> None:
    os.mkfifo(desk / "wire" / "d.txt")
    (desk / "wire" / "gone.txt").symlink_to("nowhere")
    assert found("wire") == [
        "wire/c.md",
        "wire/d.jsonl",
        "! wire/d.txt: is a pipe (FIFO), not a file; pipe it in and give - as the path",
        "! wire/gone.txt: does not exist; check the name",
        "wire/old/e.TXT",
    ]


def test_links_in_a_circle_end_in_one_line(desk: Path) -> None:
    (desk / "ring.txt").symlink_to("ring.txt")
    why = "is a symbolic link that leads back to itself; name the file it should lead to"
    assert found("ring.txt") == [f"! ring.txt: {why}"]


@pytest.mark.parametrize("path", ["wire", "wire/**/*.md", "**/c.md"])
def test_links_to_folders_are_not_followed_so_a_circle_of_them_ends(desk: Path, path: str) -> None:
    for name in ("one", "two"):
        (desk / "wire" / name).symlink_to(desk / "wire", target_is_directory=True)
    assert found(path)[0] == "wire/c.md"
    assert len(found(path)) <= 3


def test_a_folder_behind_a_link_is_searched_when_it_is_named(desk: Path) -> None:
    (desk / "today").symlink_to("wire", target_is_directory=True)
    assert found("today") == ["today/c.md", "today/d.jsonl", "today/old/e.TXT"]


def test_a_tree_deeper_than_the_recursion_limit(desk: Path) -> None:
    depth = 1200
    for _ in range(depth):
        Path("x").mkdir()
        os.chdir("x")
    Path("bottom.txt").write_text("News.")
    os.chdir(desk)
    bottom = "x/" * depth + "bottom.txt"
    assert found("x") == [bottom]
    assert found("x/**/*.txt") == [bottom]
    os.chdir("x/" * depth)
    Path("bottom.txt").unlink()
    for _ in range(depth):  # pytest's own clearing up would recurse
        os.chdir("..")
        Path("x").rmdir()


def test_a_name_over_the_systems_limit_is_one_line() -> None:
    (line,) = found("x" * 5000)
    assert line.endswith("cannot be read (File name too long); check the name and the disk")


def test_a_name_with_line_ends_and_escapes_is_shown_harmless(desk: Path) -> None:
    (desk / "two\nlines\x1b[31m.json").write_text("{}")
    (item,) = find(["two\nlines\x1b[31m.json"])
    assert isinstance(item, InputError)
    assert str(item).startswith("two lines␛[31m.json: is JSON, not JSONL")


def test_json_that_is_not_lines_is_refused(desk: Path) -> None:
    (desk / "all.json").write_text("[]")
    assert found("all.json") == ["! all.json: is JSON, not JSONL; write one object a line into a .jsonl file"]


@pytest.mark.usefixtures("nobody")
def test_a_closed_folder_is_one_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()  # mode 700; another user's where the tests run as root
    if os.geteuid() != 65534:
        folder = folder / "closed"
        folder.mkdir(mode=0o000)
    (line,) = found(str(folder))
    assert line == f"! {folder}: no permission to read it; ask its owner or run chmod +r on it"
