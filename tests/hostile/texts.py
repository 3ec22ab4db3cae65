"""Files that are no text, texts that ask for much, and JSON lines that hold no article."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib

from tests.hostile.inputs import MILLION, WORDS, many

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0) + b"\0" * 4
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Length 9 >>\nstream\n\x00\x9c\xff\x10\x01\nendstream\nendobj\n%%EOF\n"
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 57
RECORD = b'{"text": "The river rose."}\n'


def _packed(kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "tar":
        with tarfile.open(fileobj=out, mode="w") as tar:
            tar.addfile(tarfile.TarInfo("a.txt"))
    else:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name in ("[Content_Types].xml", "word/document.xml") if kind == "docx" else ("a.txt",):
                file.writestr(name, WORDS)
    return out.getvalue()


BYTES = many(
    ("gzip", gzip.compress(WORDS.encode())),
    ("bzip2", bz2.compress(WORDS.encode())),
    ("xz", lzma.compress(WORDS.encode())),
    ("zlib", zlib.compress(b"a" * MILLION)),
    ("zip", _packed("zip")),
    ("docx", _packed("docx")),
    ("tar", _packed("tar")),
    ("png", PNG),
    ("pdf", PDF),
    ("program", ELF),
    ("nul bytes", b"The river\0 rose."),
    ("nothing but nul", b"\0" * 4096),
    ("empty", b""),
    ("blanks", b" \t\r\n" * 999),
    ("a mark alone", b"\xef\xbb\xbf"),
    ("a UTF-16 mark alone", b"\xff\xfe"),
    ("a UTF-16 mark alone, big", b"\xfe\xff"),
    ("a UTF-32 mark alone", b"\xff\xfe\0\0"),
    ("UTF-16 cut short", WORDS.encode("utf-16")[:-1]),
    ("a lone half in UTF-16", b"\xff\xfe\x41\x00\x00\xd8\x42\x00"),
    ("blanks of Unicode", "\u2003\u3000\u00a0\n".encode()),
    ("MP3", b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\x00" * 99),
    suffix=".txt",
)
ODD = many(
    ("10 MB of one sign", b"a" * 10 * MILLION),
    ("10 MB of words without a stop", b"The river rose, and " * 500_000),
    ("a line of sentences", b"The river rose. " * 1_000),
    ("quotation marks", "“".encode() * 30_000),
    ("brackets", b"(" * MILLION),
    ("a million line ends", b"\n" * MILLION + b"x"),
    ("full stops", b"a. " * 30_000),
    ("lone bytes", WORDS.encode() + bytes(range(128, 256)) * 9),
    ("controls alone", bytes(range(1, 9)) * 99),
    ("UTF-32", WORDS.encode("utf-32")),
    ("marks on a letter", b"a" + "\u0301".encode() * 200_000),
    ("escapes", b"\x1b[2J\x1b]52;c;AAAA\x07\x1b[c" * 999),
    suffix=".txt",
    taken=True,
)
LINES = many(
    ("half a pair", b'{"text": "a\\ud800b"}'),
    ("half a pair in raw bytes", b'{"text": "a\xed\xa0\x80b"}'),
    ("NaN for a text", b'{"text": NaN}'),
    ("a list", b"[1, 2]"),
    ("nothing", b"null"),
    ("a text alone", b'"words"'),
    ("text that is a number", b'{"text": 1}'),
    ("no text", b'{"title": "x"}'),
    ("an empty text", b'{"text": ""}'),
    ("cut short", b'{"text": "The river'),
    ("two in a line", b'{"text": "a"}{"text": "b"}'),
    ("a depth bomb", b'{"text": ' + b"[" * MILLION),
    (
        "a depth bomb in the metadata",
        b'{"text": "a", "meta": {"x": ' + b'{"x":' * 200_000 + b"1" + b"}" * 200_001 + b"}",
    ),
    ("a raw line end", b'{"text": "a\rb"}'),
    ("UTF-16", '{"text": "a"}\n'.encode("utf-16")),
    ("bytes of a gzip", gzip.compress(RECORD)),
    ("NUL", b'{"text": "a"}\0\n'),
    ("empty lines", b"\n\r\n \n"),
    ("latin-1", '{"text": "Zür'.encode("latin-1") + b'ich"}'),
    ("10 MB of one string", b'{"text": "' + b"a" * 10 * MILLION),
    ("10 MB of a key", b'{"' + b"k" * 10 * MILLION + b'": 1}'),
    ("comments", b"// a {}"),
    suffix=".jsonl",
)
ODD_LINES = many(
    ("a number of a million digits", b'{"text": "a", "meta": {"n": ' + b"9" * MILLION + b"}}"),
    ("a number out of range", b'{"text": "a", "meta": {"n": 1e999999, "m": -1e-999999}}'),
    ("NaN in the metadata", b'{"text": "a", "meta": {"n": NaN, "m": -Infinity}}'),
    ("keys twice", b'{"text": "a", "text": "The river rose.", "text": "b"}'),
    ("ten thousand keys", b'{"text": "a", ' + b", ".join(b'"k%d": 1' % n for n in range(10_000)) + b"}"),
    ("good among bad", RECORD + b"{\n" + RECORD.replace(b"rose", b"fell") + b'{"text": 1}\n'),
    ("NUL as an escape", b'{"text": "a\\u0000b", "title": "\\u001b[2J\\u009b", "url": "javascript:alert(1)"}'),
    ("values of other kinds", b'{"text": "a", "title": 1, "url": [], "published": {}, "language": 3, "id": true}'),
    suffix=".jsonl",
    taken=True,
)
