"""Files that claim to be work in a format, and are not."""

from collections.abc import Callable
from pathlib import Path

from tests.hostile.inputs import MILLION, Input, at, fifo, folder_named, many


def _brat(annotations: bytes, text: bytes = b"The river rose.", name: str = "a") -> Callable[[Path], str]:
    def make(folder: Path) -> str:
        (folder / "brat").mkdir()
        (folder / "brat" / f"{name}.txt").write_bytes(text)
        (folder / "brat" / f"{name}.ann").write_bytes(annotations)
        return "brat"

    return make


T = b'{"text": "The river rose \\ud83d\\ude00.", '
WORK = [
    *many(
        ("an empty file of doccano", b""),
        ("half of a pair", T + b'"label": [[0, 16, "quote"]]}'),
        ("a place beyond", T + b'"label": [[0, 999999999999999999999, "quote"]]}'),
        ("a place below", T + b'"label": [[-5, 3, "quote"]]}'),
        ("a place of nothing", T + b'"label": [[3, 3, "quote"]]}'),
        ("a place of words", T + b'"label": [["a", {}, []]]}'),
        ("a label bomb", T + b'"label": ' + b"[" * 500_000),
        ("two labels", T + b'"label": ["quote", "assertion"]}'),
        ("an unknown label", T + b'"label": ["\\u001b[31mx"]}'),
        (
            "relations to nothing",
            T + b'"entities": [], "relations": [{"id": 1, "from_id": 8, "to_id": 9, "type": "x"}]}',
        ),
        suffix=".jsonl",
        form="doccano",
    ),
    *many(
        ("an empty file of prodigy", b""),
        ("spans of words", T + b'"spans": {"a": 1}}'),
        ("a place beyond in prodigy", T + b'"spans": [{"start": 1, "end": 999, "label": "CLAIM"}]}'),
        ("an answer of its own", T + b'"answer": "maybe", "accept": [1]}'),
        suffix=".jsonl",
        form="prodigy",
    ),
    *many(
        ("an empty file of Label Studio", b""),
        ("a list of nothing", b"[1, null, []]"),
        ("results in results", b'[{"data": {"text": "a"}, "annotations": [{"result": ' + b'[{"value": ' * 100_000),
        ("tasks without data", b'[{"id": 1}, {"data": 3}, {"data": {"text": 7}}]'),
        (
            "a place beyond in a task",
            (
                b'[{"data": {"text": "abc"}, "annotations": [{"result": [{"type": "labels", "from_name": "l", '
                b'"to_name": "t", "id": "1", "value": {"start": 1, "end": 99, "text": "bc", "labels": ["CLAIM"]}}]}]}]'
            ),
        ),
        suffix=".json",
        form="labelstudio",
    ),
    *many(("a file that goes on", b'[{"data": {"text": "abc"}}, '), suffix=".json", form="labelstudio", taken=True),
    *many(
        (
            "tokens that lie",
            T + b'"tokens": [{"text": "x", "start": 900, "end": 1}], "spans": [{"start": 0, "end": 3, '
            b'"token_start": 7, "token_end": 9, "label": "CLAIM"}]}',
        ),
        suffix=".jsonl",
        form="prodigy",
        taken=True,
    ),
    *many(
        ("an empty table", b""),
        ("a table without heads", b"1,2,3\n"),
        ("NUL in a table", b"text,label\na\0b,quote\n"),
        ("a quote without end", b'text,label\n"' + b"The river rose. " * 400_000),
        ("a cell over the limit", b"text,label\n" + b"a" * 5 * MILLION + b",quote\n"),
        ("a table of other bytes", b"text,label\n\xff\xfe,quote\n"),
        ("more cells than heads", b"text,label\na" + b",x" * 100_000 + b"\n"),
        ("formulas", b'text,label\n"=cmd|\' /C calc\'!A0","@SUM(1)"\n'),
        suffix=".csv",
        form="csv",
    ),
    *many(
        ("an empty file of annotations", b""),
        ("an annotation of nothing", b"{}"),
        ("an annotation of a list", b"[]"),
        (
            "a context from outside",
            b'{"@context": "http://127.0.0.1:9/x", "type": "Annotation", "target": "file:///etc"}',
        ),
        ("a selector bomb", b'{"target": {"selector": ' + b'{"refinedBy":' * 200_000),
        suffix=".jsonl",
        form="w3c",
    ),
    Input("places off in brat", _brat(b"T1\tCLAIM 4 99\triver\n"), "brat"),
    Input("other words in brat", _brat(b"T1\tCLAIM 4 9\tflood\n"), "brat"),
    Input("lines of nothing in brat", _brat(b"T1\nR1\tx\n*\n\x1b[2J\nA1\t\n"), "brat"),
    Input("a huge place in brat", _brat(b"T1\tCLAIM " + b"9" * 6000 + b" 1\tx\n"), "brat"),
    Input(
        "relations in a circle in brat",
        _brat(
            b"T1\tCLAIM 0 3\tThe\nT2\tCLAIM 4 9\triver\nR1\tcontinues Arg1:T1 Arg2:T2\nR2\tcontinues Arg1:T2 Arg2:T1\n"
        ),
        "brat",
    ),
    Input("other bytes in brat", _brat(b"T1\tCLAIM 0 3\tThe\n", b"\xff\xfe\x00"), "brat"),
    Input("a folder without brat", folder_named("empty"), "brat"),
    Input("a brat that is a pipe", fifo, "brat"),
    *[
        Input(f"a device for {form}", at("/dev/zero"), form)
        for form in ("doccano", "labelstudio", "csv", "w3c", "prodigy")
    ],
    *[Input(f"a pipe for {form}", fifo, form) for form in ("doccano", "labelstudio", "csv", "w3c", "prodigy")],
]
