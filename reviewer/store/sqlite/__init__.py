"""The engine for SQLite: one file, WAL, every decision on the disk before its key is answered."""

from pathlib import Path

from reviewer.store.sqlite.assignments import AssignmentsPart
from reviewer.store.sqlite.bringing import BringingPart
from reviewer.store.sqlite.care import CarePart
from reviewer.store.sqlite.checks import ChecksPart
from reviewer.store.sqlite.connection import connect
from reviewer.store.sqlite.corrections import CorrectionsPart
from reviewer.store.sqlite.finding import FindingPart
from reviewer.store.sqlite.memory import MemoryPart
from reviewer.store.sqlite.models import ModelsPart
from reviewer.store.sqlite.overview import OverviewPart
from reviewer.store.sqlite.sides import SidesPart
from reviewer.store.sqlite.source_files import SourceFilesPart
from reviewer.store.sqlite.speakers import SpeakersPart
from reviewer.store.sqlite.taking import TakingPart
from reviewer.store.sqlite.uniting import UnitingPart
from reviewer.store.sqlite.waiting import Told


class SqliteStore(
    FindingPart,
    CorrectionsPart,
    SourceFilesPart,
    TakingPart,
    BringingPart,
    CarePart,
    SidesPart,
    ChecksPart,
    SpeakersPart,
    AssignmentsPart,
    ModelsPart,
    OverviewPart,
    MemoryPart,
    UnitingPart,
):
    """A store in one SQLite file, for one thread."""

    @classmethod
    def open(cls, path: Path | str, *, make: bool = True, told: Told | None = None) -> "SqliteStore":
        """Open `path` (or `:memory:`), migrate an older schema after a backup; raises StoreError."""
        return cls(connect(path, make=make, told=told))


__all__ = ["SqliteStore"]
