"""SQL, a shell's words, paths and search syntax in every string of a user: they are words, and nothing else."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.articles.article import Article
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, place, rows
from tests.forked import ROOT

STRINGS = (
    "'; DROP TABLE decisions; --", '" OR 1=1 --', "x'); ATTACH 'pwned' AS p; --", "$(touch pwned)", "`touch pwned`",
    "|touch pwned", "; touch pwned", "../../pwned", "/tmp/../pwned", "..\\..\\pwned", "-o pwned", "%s%n{0.__class__}",
    "NEAR(river rose, 2)", "text: river", "{text} : river", "riv* OR *", "^river", '"river', "river NOT", "a AND", "-",
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "]]><!--", "\\u0000", "%", "_", "?1", ":name", "@x", "$x", "CON",
)  # fmt: skip
FOLDERS = ("brat", "jsonl", "csv", "conll", "w3c", "labelstudio")


def used(store: SqliteStore, given: str) -> int:
    """Put a string into every field that a user can fill; return the document's row id."""
    sha256 = hashlib.sha256(f"{FLOOD}{given}".encode()).hexdigest()
    article = Article(
        f"{FLOOD} {given}", sha256, f"{given}.txt", "utf-8", given, given, given, given, given, {given: given}
    )
    (document,) = store.add([(article, segment(article.text))], by(given), SPLITTER)
    act = by(given)
    store.annotate(place(store, document, 1), act, "label", label="quote")
    store.annotate(place(store, document, 1), act, "note", note=given)
    span = ((FLOOD.index("The mayor"), FLOOD.index("The mayor") + 9),)
    said = Attribution("", document, given, span, (), span, None, "direct", given, None, "", "", "", "")
    store.attribute(said, act, Speaker("", given, (given,), given))
    store.put_claim(Claim("", document, given, 21, 30, given, False, "", "", "", ""), act)
    store.set_preference(given, given, given)
    store.set_position(given, document, 0)
    store.keep_guideline(given, given)
    return document


@pytest.mark.parametrize("given", STRINGS)
def test_a_string_is_kept_as_it_is_and_found_as_words(
    tmp_path: Path, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = SqliteStore.open(":memory:")
    document = used(store, given)
    annotation = store.annotation(store.layout(document).ids[1], given)
    assert annotation is not None
    assert annotation.note == given
    assert [one.text for one in store.claims(document, given)] == [given]
    assert [one.name for one in store.speakers()] == [given]
    assert store.preference(given, given) == given
    store.find(given)
    store.find(f"river {given}")
    assert store.find("river")
    assert {one.reviewer for one in store.log(reviewer=given)} == {given}
    store.undo(by(given))
    store.redo(by(given))
    assert rows(store, "PRAGMA integrity_check") == [("ok",)]
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_names_of_articles_and_options_lead_nowhere_but_where_the_export_goes(tmp_path: Path) -> None:
    desk = tmp_path / "a" / "b" / "desk"
    desk.mkdir(parents=True)
    store = SqliteStore.open(desk / "reviewer.db")
    for given in STRINGS:
        used(store, given)
    store.close()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(desk)}
    for form in FOLDERS:
        command = [
            sys.executable,
            "-m",
            "reviewer",
            "export",
            "--format",
            form,
            "--unit",
            "document",
            "-o",
            f"out.{form}",
        ]
        done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        assert "fault" not in done.stderr
        assert done.returncode in {0, 2}, done.stderr
    assert {one.name for one in (tmp_path / "a").rglob("*") if "pwned" in one.name and "out." not in str(one)} == set()
    assert [one.name for one in (tmp_path / "a" / "b").iterdir()] == ["desk"]
    assert all(one.name.startswith(("reviewer.db", "out.")) for one in desk.iterdir())
