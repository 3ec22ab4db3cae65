"""JSON out of files that anybody wrote: whatever one record is like, the others come, each with its line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import InputError
from reviewer.formats import json_array, json_lines
from reviewer.formats.json_lines import TOO_LONG, Found, parse
from reviewer.formats.units import Misfit

ODD = "holds something that is no JSON object"
Reader = Callable[[Path], Iterator[Found | Misfit]]

BAD: dict[str, tuple[bytes, str]] = {
    "cut off": (b'{"a": [1, 2}', "is not valid JSON"),
    "two keys": (b'{"a": {"b": 1, "b": 1}}', "'b' stands twice in one object"),
    "not a number": (b'{"a": NaN}', "is not valid JSON"),
    "infinity": (b'{"a": -Infinity}', "is not valid JSON"),
    "huge number": (b'{"a": ' + b"9" * 5000 + b"}", "number out of range"),
    "deep": (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "recursion limit"),
    "many brackets": (b'{"a": [' + b"[]," * 1_000_000 + b"[]]}", "more than 1,000,000 brackets"),
    "half a pair": (b'{"a": "\\ud83d"}', "is not valid JSON"),
    "not UTF-8": (b'{"a": "\xff"}', "is not valid JSON"),
    "control": (b'{"a": "\x1b[31m"}', "is not valid JSON"),
    "open string": (b'{"a": "b}', "is not valid JSON"),
}


def found(reader: Reader, path: Path, data: bytes) -> list[Found | Misfit]:
    path.write_bytes(data)
    return list(reader(path))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_told_and_the_lines_around_it_come(tmp_path: Path, name: str) -> None:
    bad, why = BAD[name]
    before, misfit, after = found(json_lines.objects, tmp_path / "a", b'{"n": 1}\r\n\r\n' + bad + b'\r\n{"n": 2}')
    assert (before, after) == (Found(1, {"n": 1}), Found(4, {"n": 2}))
    assert isinstance(misfit, Misfit)
    assert misfit.line == 3
    assert why in misfit.what


@pytest.mark.parametrize("name", sorted(BAD.keys() - {"many brackets"}))
def test_a_bad_element_is_told_and_the_elements_around_it_come(tmp_path: Path, name: str) -> None:
    bad, why = BAD[name]
    data = b'\xef\xbb\xbf[\r\n{"n": 1},\r\n' + bad + b',\r\n{"n": 2}\r\n]\r\n'
    before, misfit, after = found(json_array.objects, tmp_path / "a", data)
    assert (before, after) == (Found(2, {"n": 1}), Found(4, {"n": 2}))
    assert isinstance(misfit, Misfit)
    assert misfit.line == 3
    assert why in misfit.what


def test_what_stands_between_the_elements_is_told_once(tmp_path: Path) -> None:
    data = b'[1, "{",\n{"n": 1}, null, true]'
    assert found(json_array.objects, tmp_path / "a", data) == [Misfit(1, ODD), Found(2, {"n": 1}), Misfit(2, ODD)]
    assert found(json_array.objects, tmp_path / "a", b"It rained.\n" * 100_000) == [Misfit(1, ODD)]
    assert found(json_lines.objects, tmp_path / "a", b'[1]\n"x"\n') == [
        Misfit(1, "is not a JSON object"),
        Misfit(2, "is not a JSON object"),
    ]


def test_objects_without_an_array_and_arrays_after_another_come_too(tmp_path: Path) -> None:
    data = b'{"n": 1}\n{"n": 2}[{"n": 3}][\n[{"n": 4}]]'
    assert [one[1] for one in found(json_array.objects, tmp_path / "a", data)] == [{"n": n} for n in (1, 2, 3, 4)]
    assert found(json_array.objects, tmp_path / "a", b"") == found(json_array.objects, tmp_path / "a", b" [ ] ") == []
    assert found(json_array.objects, tmp_path / "a", b"[" * 1_000_000) == [Misfit(1, ODD)]


def test_the_lines_that_a_broken_element_swallows_come_too(tmp_path: Path) -> None:
    data = b'[\n{"n": [\n,{"n": 1}\n, {"n": 2\n,{"n": 3}]\n'
    misfit, one, other, last = found(json_array.objects, tmp_path / "a", data)
    assert (misfit.line, one, other.line, last) == (2, Found(3, {"n": 1}), 4, Found(5, {"n": 3}))
    pretty = b'[\n  {\n    "n": 1, "n": 2, "m": [\n      {"k": 1}\n    ]\n  },\n  {"n": 3}\n]'
    misfit, last = found(json_array.objects, tmp_path / "a", pretty)
    assert (misfit.line, last) == (2, Found(7, {"n": 3}))


def test_a_record_that_is_too_long_is_left_out_and_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.write(b'{"n": 1}\n{"a": "')
        for _ in range(66):
            file.write(b"a" * 1024**2)
        file.write(b'"}\n{"n": 2}\n')
    long = Misfit(2, TOO_LONG)
    for reader in (json_lines.objects, json_array.objects):
        assert list(reader(path)) == [Found(1, {"n": 1}), long, Found(3, {"n": 2})]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for reader in (json_lines.objects, json_array.objects):
        with pytest.raises(InputError, match="does not exist"):
            list(reader(tmp_path / "none"))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
    | st.sampled_from(['"', "\\", '\\"', "[", "]}", "\\\\", "\n", "😀"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('ab"\\{[', max_size=2), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
objects = st.lists(st.dictionaries(st.sampled_from(["text", "{", '"']), values, max_size=3), max_size=4)


@given(objects, st.sampled_from([None, 0, 1, "\t"]), st.booleans(), st.integers(1, 9))
def test_any_layout_of_any_objects_is_read_in_chunks_of_any_size(
    tmp_path_factory: pytest.TempPathFactory, given_objects: list[Any], indent: Any, escaped: bool, size: int
) -> None:
    data = json.dumps(given_objects, indent=indent, ensure_ascii=escaped).encode()
    path = tmp_path_factory.getbasetemp() / "objects.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_array, "_CHUNK", size)
        read = found(json_array.objects, path, data)
    assert [one[1] for one in read] == given_objects
    for one in read:
        assert data.decode().split("\n")[one.line - 1].lstrip(" \t[").startswith("{")


@given(st.binary(max_size=60) | st.text('{}[]",:\\\n ab1', max_size=60).map(str.encode))
def test_no_bytes_at_all_make_a_reader_fail(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    for reader in (json_lines.objects, json_array.objects):
        for one in found(reader, path, data):
            assert 1 <= one.line <= data.count(b"\n") + 1


def test_what_a_parser_says_is_safe_to_print() -> None:
    with pytest.raises(ValueError, match="stands twice") as told:
        parse(b'{"\\u001b[31m": 1, "\\u001b[31m": 2}')
    assert "\x1b" not in str(told.value)
