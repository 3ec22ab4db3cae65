"""`reviewer corrections` lists what a new version of an article changed, and `import` says that there is one."""

import json
from pathlib import Path

from reviewer.store.marks import Claim
from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import FLOOD, by, place

NEW = FLOOD.replace("The river rose on Monday. ", "").replace("1932", "1933") + "\n\nThe council meets."


def corrected(folder: Path, ran: Run) -> str:
    """Import an article, let ada work on it, and import it corrected; return what that said."""
    (folder / "flood.txt").write_text(FLOOD, "utf-8")
    ran("import", "flood.txt")
    store = SqliteStore.open(folder / "reviewer.db")
    (document,) = store.document_ids()
    for index in range(4):
        store.annotate(place(store, document, index), by(), "label", label="background")
    start = FLOOD.index("The river")
    store.put_claim(Claim("", document, "ada", start, start + 25, "It rose.", False, "", "", "", ""), by())
    store.close()
    (folder / "flood.txt").write_text(NEW, "utf-8")
    return ran("import", "--reviewer", "ben", "flood.txt").err


def test_an_import_says_what_is_as_before_and_where_the_rest_is_listed(folder: Path, ran: Run) -> None:
    assert corrected(folder, ran).splitlines() == [
        (
            "flood.txt: version 2: 2 sentences as before, 1 changed, 1 new, 1 vanished; "
            "see: reviewer corrections flood.txt"
        ),
        "articles: 0 new, 1 corrected",
    ]


def test_an_older_version_is_told(folder: Path, ran: Run) -> None:
    corrected(folder, ran)
    (folder / "flood.txt").write_text(FLOOD, "utf-8")
    assert ran("import", "flood.txt").err.splitlines()[0] == "flood.txt: was corrected since; nothing changed"


def test_the_list_has_a_word_diff_and_what_was_said(folder: Path, ran: Run) -> None:
    corrected(folder, ran)
    lines = ran("corrections").out.splitlines()
    assert lines[0].startswith("flood.txt: version 2, ")
    assert lines[0].endswith(", ben: 1 changed, 1 new, 1 vanished, 0 moved")
    assert lines[1:] == [
        "  changed   It was built in [-1932.-] {+1933.+}  — was: ada background",
        "  new       The council meets.",
        "  vanished  The river rose on Monday.  — was: ada background",
        "  claim vanished: It rose. (ada)",
    ]


def test_as_json_it_holds_every_field(folder: Path, ran: Run) -> None:
    corrected(folder, ran)
    (told,) = map(json.loads, ran("corrections", "--json", "flood.txt").out.splitlines())
    assert (told["version"], told["before"], told["reviewer"]) == (2, 1, "ben")
    assert told["vanished"][0]["said"]["ada"]["label"] == "background"
    assert [mark["fate"] for mark in told["marks"]] == ["vanished"]


def test_where_nothing_was_corrected_it_says_so(database: Path, ran: Run) -> None:
    del database
    assert ran("corrections")[:2] == (0, "")
