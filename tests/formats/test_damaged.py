"""A file that does not hold what it was given never takes its name, whatever is wrong with it."""

from itertools import product
from pathlib import Path

import pytest

from reviewer.errors import ExportError
from reviewer.formats import Selection, named
from reviewer.formats.files import Sink
from reviewer.formats.flat import Told
from reviewer.formats.proving import Proof
from reviewer.formats.units import UnitKind
from reviewer.store.sqlite import SqliteStore
from tests.formats.canary import canary

FAULTS = ("other words", "cut short", "shifted")
CASES = [*product(("argilla", "huggingface", "inception"), FAULTS), ("spacy", "cut short")]
"""Other words in what is compressed are no words at all."""
NEEDS = {"spacy": "spacy", "inception": "cassis"}


class Disk:
    """A disk that gives back other bytes than it was given: some words are others, or the end is missing."""

    def __init__(self, fault: str) -> None:
        self._fault = fault

    def put(self, data: bytes) -> bytes:
        if self._fault == "cut short":
            return data[: len(data) // 2]
        if self._fault == "shifted":
            return data.replace(b'"start":18', b'"start":17').replace(b'begin="19"', b'begin="18"')
        return data.replace(b"taxes", b"taxis")

    def file(self, name: str) -> Sink:
        return self if name.endswith((".jsonl", ".spacy", ".xmi")) else Disk("none")

    def place(self, name: str = "") -> Path:
        raise NotImplementedError(name)


@pytest.mark.parametrize(("form", "fault"), CASES)
def test_what_stands_elsewhere_or_is_cut_short_is_an_error(store: SqliteStore, form: str, fault: str) -> None:
    if form in NEEDS:
        pytest.importorskip(NEEDS[form], reason=f"the extra {form} is not installed")
    unit: UnitKind = "document" if form == "inception" else "sentence"
    canary(store)
    with pytest.raises(ExportError, match=f"^{form}: what was written does not match .*; no file was made$"):
        named(form).write(store, Selection(unit=unit), Disk(fault))


def test_a_proof_fails_where_a_word_a_label_or_a_record_is_another() -> None:
    wanted = Told("1", "Rents rose.", "assertion", (("CONTENT", "rose"),))
    others = [
        wanted._replace(text="Rents rise."),
        wanted._replace(label=None),
        wanted._replace(spans=(("CONTENT", "Rents"),)),
    ]
    for found in ([wanted], [], [wanted, wanted], *([other] for other in others)):
        proof = Proof("parquet")
        proof.want(wanted)
        for one in found:
            proof.find(one)
        if found == [wanted]:
            proof.settle()
        else:
            with pytest.raises(ExportError, match="does not match"):
                proof.settle()
