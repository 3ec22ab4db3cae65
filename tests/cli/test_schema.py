"""`reviewer schema` writes what stands in schemas/."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.formats.sample import ROOT


def test_stdout_and_file_hold_the_schema_of_the_repository(ran: Run, folder: Path) -> None:
    kept = (ROOT / "schemas" / "record-1.json").read_text("utf-8")
    assert ran("schema") == (0, kept, "")
    assert ran("schema", "-o", "record.json") == (0, "", "")
    assert (folder / "record.json").read_text("utf-8") == kept
