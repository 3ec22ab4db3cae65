"""A source becomes articles, and what is none becomes one line each while the others go on."""

import hashlib
import json
import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.articles.article import LIMIT_BYTES, Article
from reviewer.articles.reading import read
from reviewer.articles.sources import Source, find
from reviewer.errors import InputError


def taken(*paths: str | Path) -> list[Article | str]:
    sources = find([str(path) for path in paths])
    return [item if isinstance(item, Article) else str(item) for source in sources for item in got(source)]


def got(source: Source | InputError) -> list[Article | InputError]:
    return [source] if isinstance(source, InputError) else list(read(source))


def jsonl(tmp_path: Path, *lines: bytes | dict[str, object], name: str = "batch.jsonl") -> Path:
    path = tmp_path / name
    path.write_bytes(b"".join((x if isinstance(x, bytes) else json.dumps(x).encode()) + b"\n" for x in lines))
    return path


def complaint(tmp_path: Path, line: bytes | dict[str, object]) -> str:
    """Return what is said about one JSONL line, after checking that its neighbours go in."""
    path = jsonl(tmp_path, {"text": "Before."}, line, {"text": "After."})
    before, problem, after = taken(path)
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert (before.text, after.text) == ("Before.", "After.")
    assert isinstance(problem, str)
    assert problem.isprintable()
    assert len(problem) < 300 + len(str(path))
    return problem.removeprefix(f"{path}:2: ")


def test_a_text_file_is_taken_exactly_as_it_stands(tmp_path: Path) -> None:
    data = "“Coup coup d'etat”\r\n\r\n  said Lavrov.\r".encode()
    path = tmp_path / "000.txt"
    path.write_bytes(data)
    (article,) = taken(path)
    assert article == Article(data.decode(), hashlib.sha256(data).hexdigest(), str(path), "utf-8")


def test_the_name_is_the_path_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("News.")
    (article,) = taken("./a.txt")
    assert isinstance(article, Article)
    assert article.name == "./a.txt"


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_text("News.")
    (article,) = taken(path)
    assert isinstance(article, Article)
    assert article.name == f"{tmp_path}/caf\\xe9.txt"


def test_the_encoding_is_recorded_and_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    data = "\ufeffNews from Malmö.".encode("utf-16-le")
    (tmp_path / "a.txt").write_bytes(data)
    (article,) = taken(tmp_path / "a.txt")
    assert article == Article("News from Malmö.", hashlib.sha256(data).hexdigest(), f"{tmp_path}/a.txt", "utf-16-le")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t\r\n\xc2\xa0"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes, name: str) -> None:
    if name == "a.jsonl" and data.endswith(b"\xa0"):
        data = data[:-2]
    (tmp_path / name).write_bytes(data)
    assert taken(tmp_path / name) == [f"{tmp_path}/{name}: is empty; there is nothing to review"]


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * LIMIT_BYTES)
    assert isinstance(taken(path)[0], Article)
    with path.open("ab") as file:
        file.write(b"a")
    assert taken(path) == [f"{path}: is over the limit of 64 MiB for one article; split it"]


def test_a_sparse_terabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(1024**4)
    assert taken(path) == [f"{path}: is over the limit of 64 MiB for one article; split it"]


def test_a_pipe_that_comes_after_the_look_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert [str(x) for x in read(Source(str(path), "text"))] == [
        f"{path}: is a pipe (FIFO), not a file; pipe it in and give - as the path"
    ]


def test_a_file_that_went_away_is_one_line(tmp_path: Path) -> None:
    assert [str(x) for x in read(Source(f"{tmp_path}/gone.txt", "jsonl"))] == [
        f"{tmp_path}/gone.txt: does not exist; check the name"
    ]


@pytest.mark.parametrize("kind", ["text", "jsonl"])
def test_a_closed_file_is_one_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("News.")
    path.chmod(0o000)
    user = os.geteuid()
    if user == 0:  # to root no file is closed
        os.seteuid(65534)
    try:
        lines = [str(item) for item in read(Source(str(path), kind))]
    finally:
        os.seteuid(user)
    assert lines == [f"{path}: no permission to read it; ask its owner or run chmod +r on it"]


def test_bad_files_do_not_keep_the_good_ones_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "b.txt").write_bytes(b"notes\0\0")
    (tmp_path / "c.txt").write_text("Last.")
    first, problem, last = taken(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.text, problem, last.text) == (
        "First.", f"{tmp_path}/b.txt: is a binary file (NUL bytes at 5); give a text file", "Last.",
    )  # fmt: skip


def test_a_jsonl_line_brings_its_metadata(tmp_path: Path) -> None:
    line: dict[str, object] = {
        "text": "Café.\n", "id": "x-1", "title": "T", "url": "https://a.example/", "published": "2024-05-20",
        "language": "fr", "meta": {"desk": "wire", "tags": ["a", None, 1.5, 10**30]},
    }  # fmt: skip
    path = jsonl(tmp_path, line)
    (article,) = taken(path)
    assert article == Article(
        text="Café.\n", sha256=hashlib.sha256("Café.\n".encode()).hexdigest(), name=f"{path}:1", encoding="utf-8",
        title="T", url="https://a.example/", published="2024-05-20", external_id="x-1", language="fr",
        meta={"desk": "wire", "tags": ["a", None, 1.5, 10**30]},
    )  # fmt: skip


def test_the_same_text_in_a_file_and_in_a_line_is_the_same_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Café.\n", encoding="utf-8")
    both = taken(tmp_path / "a.txt", jsonl(tmp_path, {"text": "Café.\n"}))
    assert len(both) == 2
    assert len({article.sha256 for article in both if isinstance(article, Article)}) == 1


def test_fields_without_a_place_are_kept_in_meta_and_nulls_are_nothing(tmp_path: Path) -> None:
    line = {"text": "A.", "id": 17, "author": "Ann", "title": None, "meta": {"desk": 1}, "model_config": {}}
    (article,) = taken(jsonl(tmp_path, line))
    assert isinstance(article, Article)
    assert article.external_id == "17"
    assert article.title is None
    assert article.meta == {"author": "Ann", "model_config": {}, "desk": 1}
    assert isinstance(taken(jsonl(tmp_path, {"text": "A.", "meta": None}))[0], Article)


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(b'\xef\xbb\xbf\r\n{"text": "A\xe2\x80\xa8B"}\r\n\r\n  {"text": "C"}')
    first, second = [(x.name, x.text) for x in taken(path) if isinstance(x, Article)]
    assert first == (f"{path}:2", "A\u2028B")
    assert second == (f"{path}:4", "C")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"News.", 'is not valid JSON (expected value at column 1); give one object a line, like {"text": "…"}'),
        (b'["text"]', 'is not a JSON object; give {"text": "…"}'),
        ({}, 'has no "text"; give {"text": "…"}'),
        ({"text": 3}, '"text" must be a text in quotation marks'),
        ({"text": None}, '"text" must be a text in quotation marks'),
        ({"text": " \n"}, 'has an empty "text"; there is nothing to review'),
        ({"text": "A\0"}, '"text" has a NUL character at 1; take it out'),
        ({"text": "A", "title": "\0"}, '"title" has a NUL character at 0; take it out'),
        ({"text": "A", "id": True}, '"id" must be a text in quotation marks'),
        ({"text": "A", "published": 2024}, '"published" must be a text in quotation marks'),
        ({"text": "A", "meta": [1]}, '"meta" must be an object'),
        ({"text": "A", "meta": "x", "desk": 1}, '"meta" must be an object'),
        ({"text": "A", "desk": 1, "meta": {"desk": 2}}, '"desk" stands both beside "meta" and in it; keep one'),
        (
            {"schema_id": "reviewer/record", "text": "A sentence."},
            "is a record that reviewer wrote, not an article; take it in with: reviewer import --format jsonl FILE",
        ),
        (b'{"text": "A", "meta": {"n": 1e999}}', "a number is too large for JSON readers; write it as text"),
    ],
)
def test_a_bad_line_is_said_and_its_neighbours_go_in(tmp_path: Path, line: bytes | dict[str, object], why: str) -> None:
    assert complaint(tmp_path, line) == why


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"text": "\\ud800"}', "half a surrogate pair"),
        (b'{"text": "A", "meta": {"\\udc00": 1}}', "half a surrogate pair"),
        (b'{"text": "A", "meta": ' + b"[" * 100_000, "is nested too deep"),
        (b'{"text": "A", "meta": ' + b'{"a":' * 100_000, "is nested too deep"),
        (b'{"text": "A", "meta": {"n": ' + b"9" * 10_000 + b"}}", "a number with too many digits"),
        (b'{"text": "A", "id": ' + b"9" * 10_000 + b"}", "a number with too many digits"),
        (b'{"text": "A", "meta": [' + b"{}," * 1_100_000 + b"0]}", "has more than 1,000,000 brackets"),
        (b'{"text": "A", "meta": {"n": NaN}}', "is not valid JSON"),
        (b'{"text": "caf\xe9"}', "is not valid JSON"),
        (b'{"text": "' + b"a" * 10_000_000, "is not valid JSON"),
        (b'{"text": "A"} {"text": "B"}', "is not valid JSON"),
        (b"{" + b'"\x1b[31m' * 9, "is not valid JSON"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bomb",
)
def test_a_bomb_is_one_line(tmp_path: Path, line: bytes, words: str) -> None:
    assert words in complaint(tmp_path, line)


def test_a_line_over_the_limit_is_passed_over_and_the_next_one_is_found(tmp_path: Path) -> None:
    line = b'{"text": "' + b"a" * (2 * LIMIT_BYTES + 5) + b'"}'
    assert complaint(tmp_path, line) == "is over the limit of 64 MiB for one article; split it"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x1f\x8b\x08{}\n", ": is compressed (gzip); unpack it first"),
        ('\ufeff{"text": "A"}\n'.encode("utf-16-le"), ": is UTF-16, and JSONL is UTF-8; save it again as UTF-8"),
        (b'{"text"\0\n{}\n' * 9, ":1: is binary (a NUL byte); nothing after it was read; give a text file"),
    ],
)
def test_a_jsonl_file_that_is_no_text_is_one_line(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    assert taken(path) == [f"{path}{why}"]


@given(st.lists(st.binary(max_size=60)))
def test_any_lines_are_articles_or_problems(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    for item in taken(jsonl(tmp_path_factory.getbasetemp(), *lines, name="any.jsonl")):
        assert isinstance(item, Article) or item.isprintable()


@pytest.mark.slow
def test_fifty_thousand_lines_stream(tmp_path: Path) -> None:
    line = json.dumps({"text": "The minister said so on Monday. " * 30, "id": "a", "meta": {"desk": "wire"}}).encode()
    path = jsonl(tmp_path, *[line] * 50_000)
    started = time.process_time()
    assert sum(isinstance(x, Article) for x in read(Source(str(path), "jsonl"))) == 50_000
    assert time.process_time() - started < 5
    tracemalloc.start()
    for count, _ in enumerate(read(Source(str(path), "jsonl"))):
        if count > 5_000:
            break
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_a_text_costs_neither_pydantic_nor_the_detector(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("News.")
    code = f"""if True:
        import sys
        from reviewer.articles.reading import read
        from reviewer.articles.sources import find
        print([list(read(x)) for x in find([{str(tmp_path)!r}])])
        print(*sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "News." in done.stdout
    for heavy in ("pydantic", "charset_normalizer", "json", "asyncio", "textual"):
        assert heavy not in done.stdout.split()
