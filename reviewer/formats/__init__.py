"""The formats work is written in and read from: one module a format, and the one table that finds them by name.

A package can add formats: its entry points of the group `reviewer.formats` are values of `Format`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from reviewer.errors import SettingsError
from reviewer.formats.files import Target
from reviewer.formats.losses import Losses
from reviewer.formats.selection import EVERYTHING, PARTS, Selection, Split
from reviewer.formats.units import SENTENCE, UNITS, Misfit, Unit
from reviewer.store import Store
from reviewer.text import one_line

GROUP = "reviewer.formats"
"""The group of entry points that add formats."""


class Finding(NamedTuple):
    """One thing in a file that does not match; lines are counted from 1."""

    line: int
    what: str


class Format(NamedTuple):
    """One format. `suffix` ends its files' names, of a folder it is empty; `module` is loaded when it is used.

    The module holds, as far as `does` says: `write(store, selection, target, losses) -> int`, which proves what it has
    written and returns the number of records; `check(store, lines, selection)`; and `read(path) -> Iterator[Unit |
    Misfit]`. `units` are what one record may be of, the first unasked. `options` are those that `--with` takes, by
    name: what each may be, the first unasked. `extra` is the extra whose packages it needs. `splits` says that `write`
    parts the selection itself, as `selection.split` asks.
    """

    name: str
    suffix: str
    description: str
    module: str
    units: tuple[str, ...] = (SENTENCE,)
    does: frozenset[str] = frozenset({"write"})
    options: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    extra: str | None = None
    splits: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether an export is a folder."""
        return not self.suffix

    def write(self, store: Store, selection: Selection, target: Target, losses: Losses | None = None) -> int:
        """Write the records of a selection, prove what was written, and return how many there are.

        What the format cannot hold is counted in `losses`. Raises ExportError when what was written does not match the
        store, SettingsError when a package is missing.
        """
        function: Callable[[Store, Selection, Target, Losses], int] = self._load("write")
        return function(store, selection, target, Losses() if losses is None else losses)

    def check(self, store: Store, lines: Iterable[bytes], selection: Selection = EVERYTHING) -> Iterator[Finding]:
        """Yield what does not match the store or the schema in a file's lines (bytes, with their line ends).

        Of the selection only the publisher counts: a file may hold less than everything.
        """
        function: Callable[[Store, Iterable[bytes], Selection], Iterator[Finding]] = self._load("check")
        return function(store, lines, selection)

    def read(self, path: Path) -> Iterator[Unit | Misfit]:
        """Yield the units of a file (or folder) in this format, and what of it is none; raises InputError."""
        function: Callable[[Path], Iterator[Unit | Misfit]] = self._load("read")
        return function(path)

    def _load(self, name: str) -> Callable[..., Any]:
        """Return a function of the format's module; raises SettingsError where a package is missing."""
        try:
            function: Callable[..., Any] = getattr(import_module(self.module), name)
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("reviewer"):
                raise
            raise SettingsError(
                f"the format {self.name} needs {error.name}; install it with: pip install 'reviewer[{self.extra}]'"
            ) from error
        return function


def _ours(name: str, suffix: str, description: str, **more: object) -> Format:
    return Format(name, suffix, description, f"reviewer.formats.{name}", **more)  # type: ignore[arg-type]


_BOTH_WAYS = frozenset({"write", "read"})
OURS: tuple[Format, ...] = (
    _ours("jsonl", ".jsonl", "one JSON object a line for each labelled sentence", does=frozenset({"write", "check"})),
    _ours(
        "brat",
        "",
        "a folder with text and standoff annotations of each article, and brat's configuration",
        units=("document",),
        does=frozenset({"write", "read"}),
    ),
    _ours(
        "conll",
        ".conll",
        "CoNLL-2003: a token a line in four columns, the spans as tags",
        options={"scheme": ("iob2", "iob1", "bioes")},
    ),
    _ours(
        "w3c",
        ".w3c.jsonl",
        "W3C Web Annotations (JSON-LD), one a line",
        units=("sentence", "document"),
        does=frozenset({"write", "read"}),
    ),
    Format(
        "csv",
        ".csv",
        "a table for spreadsheets and data frames, safe from formulas",
        "reviewer.formats.csv_table",
        units=("sentence", "claim"),
        does=frozenset({"write", "read"}),
        options={"bom": ("no", "yes")},
    ),
    _ours(
        "claimreview",
        ".claimreview.jsonl",
        "one schema.org ClaimReview (JSON-LD) a line for each approved claim",
        units=("claim",),
        does=frozenset({"write", "check"}),
    ),
    _ours(
        "prodigy",
        ".prodigy.jsonl",
        "Prodigy's tasks, one a line",
        units=UNITS,
        does=_BOTH_WAYS,
        options={"task": ("spans", "choice")},
    ),
    _ours(
        "doccano",
        ".doccano.jsonl",
        "doccano's texts with labels, one a line",
        units=UNITS,
        does=_BOTH_WAYS,
        options={"task": ("relations", "spans", "classification")},
    ),
    _ours(
        "labelstudio",
        ".labelstudio.json",
        "Label Studio's tasks, with the config they are made for beside them",
        units=UNITS,
        does=_BOTH_WAYS,
    ),
    _ours(
        "argilla",
        ".argilla.jsonl",
        "one Argilla record a line, with the settings of its dataset beside it",
        units=("sentence", "document", "claim"),
    ),
    _ours(
        "inception",
        "",
        "a folder of UIMA files, one for each article and reviewer, as INCEpTION opens them",
        units=("document",),
        options={"form": ("xmi", "json")},
        extra="inception",
    ),
    _ours(
        "spacy",
        "",
        "a folder of spaCy DocBin files to train categorisers of texts and spans from",
        units=("sentence", "document", "claim"),
        options={"alignment": ("strict", "expand")},
        extra="spacy",
    ),
    _ours(
        "huggingface",
        "",
        "a folder that datasets.load_dataset loads: JSONL or Parquet, with a dataset card",
        units=("sentence", "document", "claim"),
        options={"data": ("jsonl", "parquet"), "tags": ("no", "iob2")},
        extra="huggingface",
        splits=True,
    ),
)
"""The formats of the program itself."""
NAMES = tuple(form.name for form in OURS)


@cache
def formats() -> Mapping[str, Format]:
    """Return every format by name: ours, and those of entry points; raises SettingsError for one that is none."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - 10 ms, only where formats are asked for

    found = {form.name: form for form in OURS}
    for point in entry_points(group=GROUP):
        try:
            form = point.load()
        except Exception as error:
            raise SettingsError(
                f"the format {one_line(point.name)} of {one_line(point.value)} fails to load"
            ) from error
        if not isinstance(form, Format):
            raise SettingsError(f"{one_line(point.value)} is no reviewer.formats.Format; its package is at fault")
        if form.name in found:
            raise SettingsError(f"{one_line(point.value)} is a second format named {one_line(form.name)}")
        found[form.name] = form
    return MappingProxyType(found)


def named(name: str) -> Format:
    """Return a format by name; raises SettingsError when there is none."""
    form = next((one for one in OURS if one.name == name), None) or formats().get(name)
    if form is None:
        raise SettingsError(f"there is no format {one_line(name)}; there are: {', '.join(formats())}")
    return form


__all__ = [
    "EVERYTHING", "GROUP", "NAMES", "OURS", "PARTS", "UNITS", "Finding", "Format", "Losses", "Misfit", "Selection",
    "Split", "Target", "Unit", "formats", "named",
]  # fmt: skip
