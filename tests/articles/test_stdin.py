"""What is piped in becomes one text, or JSONL if it begins so."""

import io
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from reviewer.articles.article import LIMIT_BYTES, Article
from reviewer.articles.reading import read
from reviewer.articles.sources import Source


def piped(data: bytes | BinaryIO) -> list[str]:
    """Return what a child process makes of `data` on its standard input."""
    code = """if True:
        from reviewer.articles.article import Article
        from reviewer.articles.reading import read
        from reviewer.articles.sources import Source
        for x in read(Source("-", "stdin")):
            print(ascii((x.name, x.text[:20], len(x.text), x.encoding) if isinstance(x, Article) else str(x)))"""
    command = [sys.executable, "-c", code]
    if isinstance(data, bytes):
        done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60)
    else:
        done = subprocess.run(command, stdin=data, capture_output=True, check=True, timeout=60)
    return done.stdout.decode().splitlines()


def test_standard_input_is_a_text() -> None:
    assert piped("“Yes.”\n".encode("cp1252")) == [ascii(("-", "“Yes.”\n", 7, "cp1252"))]
    assert piped(b"\n\n  News.") == [ascii(("-", "\n\n  News.", 9, "utf-8"))]
    assert piped(b'{"a": 1}\nis how it began.') == [ascii(("-", '{"a": 1}\nis how it b', 25, "utf-8"))]


def test_standard_input_is_jsonl_if_it_begins_so() -> None:
    assert piped(b'\xef\xbb\xbf\n{"text": "A"}\nB\n{"text": "C"}') == [
        ascii(("-:2", "A", 1, "utf-8")),
        ascii('-:3: is not valid JSON (expected value at column 1); give one object a line, like {"text": "…"}'),
        ascii(("-:4", "C", 1, "utf-8")),
    ]


def test_standard_input_that_is_no_article() -> None:
    assert piped(b"") == [repr("-: is empty; there is nothing to review")]
    assert piped(b"a\0b") == [repr("-: is a binary file (NUL bytes at 1); give a text file")]
    assert piped(b"\n" * (LIMIT_BYTES + 10)) == [repr("-: is over the limit of 64 MiB for one article; split it")]


def test_standard_input_without_end_is_given_up_at_the_limit() -> None:
    with Path("/dev/zero").open("rb") as endless:
        assert piped(endless) == [repr("-: is over the limit of 64 MiB for one article; split it")]


def test_closed_standard_input_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert [str(item) for item in read(Source("-", "stdin"))] == ["-: standard input is closed; pipe an article in"]


def test_standard_input_may_be_replaced_by_a_test_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"News.")))
    (article,) = read(Source("-", "stdin"))
    assert isinstance(article, Article)
    assert (article.name, article.text) == ("-", "News.")
