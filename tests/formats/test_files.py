"""Where an export goes: one file, several of one name, or a folder; all take their names together or not at all."""

from io import BytesIO
from pathlib import Path

import pytest

from reviewer.errors import ExportError
from reviewer.formats.files import REPORT, StreamSink, replaced
from tests.formats.conftest import leftovers


def test_a_file_and_those_beside_it_take_their_names_together(tmp_path: Path) -> None:
    with replaced(tmp_path / "labels.json") as target:
        target.put(b"[1,")
        target.file("config.xml").put(b"<View/>")
        assert target.put(b"2]") == b"2]"
        assert all(name.startswith(".reviewer-export-") for name in leftovers(tmp_path))
    assert leftovers(tmp_path) == ["labels.config.xml", "labels.json"]
    assert (tmp_path / "labels.json").read_bytes() == b"[1,2]"


def test_files_of_one_stem_each_have_a_report_of_their_own(tmp_path: Path) -> None:
    for name in ("labels.csv", "labels.conll"):
        with replaced(tmp_path / name) as target:
            target.put(b"1\n")
            target.file(REPORT).put(name.encode())
    assert leftovers(tmp_path) == ["labels.conll", "labels.conll.report.json", "labels.csv", "labels.csv.report.json"]
    assert (tmp_path / "labels.csv.report.json").read_bytes() == b"labels.csv"


def test_a_library_can_write_by_itself(tmp_path: Path) -> None:
    with replaced(tmp_path / "rows.parquet") as target:
        target.place().write_bytes(b"PAR1")
    assert (tmp_path / "rows.parquet").read_bytes() == b"PAR1"


@pytest.mark.parametrize("folder", [False, True])
def test_an_interrupted_export_leaves_what_was_there(tmp_path: Path, *, folder: bool) -> None:
    path = tmp_path / "labels"
    with replaced(path, folder=folder) as target:
        target.file(REPORT).put(b"{}")
        target.file("first").put(b"1")
    before = leftovers(tmp_path)

    def interrupted() -> None:
        with replaced(path, folder=folder) as target:
            target.file("first").put(b"2")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert leftovers(tmp_path) == before
    assert (path / "first" if folder else tmp_path / "labels.first").read_bytes() == b"1"


def test_a_file_that_cannot_take_its_name_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    def write() -> None:
        with replaced(tmp_path / "labels.txt") as target:
            target.put(b"words\n")
            target.file("ann").put(b"marks\n")
            (tmp_path / "labels.ann").mkdir()  # by somebody else, meanwhile

    with pytest.raises(ExportError, match="cannot be written"):
        write()
    assert [one.name for one in tmp_path.iterdir()] == ["labels.ann"]


def test_a_folder_holds_files_at_any_depth_and_replaces_an_earlier_export_whole(tmp_path: Path) -> None:
    for name in ("data/train-0.jsonl", "data/train-1.jsonl"):
        with replaced(tmp_path / "set", folder=True) as target:
            target.file(name).put(b"{}\n")
            target.file(REPORT).put(b"{}")
    assert leftovers(tmp_path) == ["set"]
    assert leftovers(tmp_path / "set" / "data") == ["train-1.jsonl"]


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("all of it", "utf-8")
    with pytest.raises(ExportError, match="other things in it"), replaced(tmp_path / "thesis", folder=True):
        pass
    with pytest.raises(ExportError, match="is a file"), replaced(tmp_path / "thesis" / "chapter.txt", folder=True):
        pass
    assert leftovers(tmp_path / "thesis") == ["chapter.txt"]


def test_a_stream_is_one_file(tmp_path: Path) -> None:
    del tmp_path
    stream = StreamSink(BytesIO())
    assert stream.put(b"{}\n") == b"{}\n"
    with pytest.raises(ExportError, match="as well; give a file with -o"):
        stream.file("config.xml")
    with pytest.raises(ExportError, match="cannot be written to a stream"):
        stream.place()
