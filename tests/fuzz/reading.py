"""Bytes to text, and lines of JSON to articles."""

import codecs
import io
import json
from collections.abc import Iterator

from reviewer.articles.article import Article
from reviewer.articles.encodings import NotTextError, decode
from reviewer.articles.reading import read_lines
from reviewer.errors import InputError
from reviewer.models.article import is_article, parse
from tests.fuzz.target import Target, articles, refused

_MARKS = {
    "utf-8-sig": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE,
}  # fmt: skip


def bytes_to_text(data: bytes) -> None:
    """Make sure that every byte is kept, or none is taken."""
    try:
        text, encoding = decode(data)
    except NotTextError as error:
        refused(error)
        return
    assert "\0" not in text
    if encoding == "utf-8-sig":
        assert codecs.BOM_UTF8 + text.encode() == data
    elif encoding in {"utf-8", *_MARKS}:
        assert _MARKS.get(encoding, b"") + text.encode(encoding) == data
    else:
        assert data.decode(encoding) == text
    text.encode()  # and so it can be stored
    assert decode(data) == (text, encoding)


def lines_to_articles(data: bytes) -> None:
    """Make sure that each line is an article with the text that stands in it, or that it is said why not."""
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    try:
        for one in read_lines(io.BytesIO(data), "a.jsonl"):
            if isinstance(one, InputError):
                refused(one)
            else:
                _stands(one, lines)
    except InputError as error:  # behind a NUL byte nothing is read
        refused(error)
    for line in data.splitlines()[:4]:
        is_article(line)
        try:
            assert isinstance(parse(line).text, str)
        except ValueError as error:
            refused(error)


def _stands(article: Article, lines: list[bytes]) -> None:
    line = lines[int(article.name.rpartition(":")[2]) - 1]
    article.text.encode()
    assert article.text.strip()
    assert article.text == json.loads(line)["text"]
    json.dumps(dict(article.meta), allow_nan=False).encode()


def _encoded() -> Iterator[bytes]:
    for text in articles():
        yield text.encode()
        for codec in ("utf-8-sig", "utf-16", "utf-32", "cp1252", "cp1250", "koi8-r", "shift_jis", "gb18030", "cp1254"):
            yield text.encode(codec, "ignore")[:600]
    yield "Президент сказал, что налоги вырастут.\n".encode("cp1251") * 3
    yield "大臣は「はい」と言った。\n".encode("euc-jp") * 3
    yield b"\x1f\x8b\x08\0" + b"PK\x03\x04"


def _lines() -> Iterator[bytes]:
    fields = {"id": 7, "title": "Mayor quits", "url": "https://a.example/1", "published": "2026", "language": "en"}
    for text in articles():
        yield (
            json.dumps({"text": text[:300], **fields, "meta": {"desk": [1, {"a": None}]}, "more": 1.5e300}).encode()
            + b"\n"
        )
    yield b'\xef\xbb\xbf{"text":"a"}\n\n{"text":"\\ud83d\\ude00"}\r\n{"text":1}\n[]\n{"text":"b","meta":{"x":1},"x":2}'
    yield b'{"schema_id":"reviewer/record"}\n{"text":"c","id":123456789012345678901234567890}'


JSON_WORDS = (
    b'{"', b'":"', b'"},', b"[", b"]", b"{", b"}", b"null", b"true", b"-1", b"1e999", b"0.5", b"NaN", b"\\ud800",
    b"\\u0000", b"\\u001b", b"\\n", b"\\", b'"', b":", b",", b"\n", b"9007199254740993", b"\xff", b"\xef\xbb\xbf",
)  # fmt: skip
TARGETS = (
    Target(
        "encodings", bytes_to_text, _encoded,
        (*_MARKS.values(), b"\0", b"\x1b$B", b"\x1b(B", b"\xff\xff", b"\xc3\xa9", b"\xe9", b"\x8e", b"~{"),
    ),
    Target(
        "json-lines", lines_to_articles, _lines,
        (*JSON_WORDS, b'"text"', b'"meta"', b'"id"', b'"title"', b'"url"', b'"published"', b'"schema_id"'),
    ),
)  # fmt: skip
