"""The house stands as the architecture says: imports go down only, and every file is one subject of a readable size."""

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reviewer"
FILES = sorted(PACKAGE.rglob("*.py"))
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
FLOORS = {
    f"reviewer.{path.stem}" for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
}
FLOORS -= {"reviewer.__init__"}

ONLY = {
    "textual": "tui",
    "rich": "tui",
    "click": "cli",
    "plotext": "cli",
    "sqlite3": "store",
    "sqlite_utils": "store",
}
"""Libraries that are known on one floor only."""

SITTING = """
import json, sys
from reviewer.session import Session
from reviewer.store import open_store
session = Session(open_store(":memory:"), "ada", [])
print(json.dumps([session.finished(), sorted({name.partition(".")[0] for name in sys.modules})]))
"""


class Read(NamedTuple):
    """What is asked of a file: its opening words, what it imports, and its functions that are too long."""

    opening: str
    imported: frozenset[str]
    long: list[str]


@cache
def read(path: Path) -> Read:
    """Parse a file once for everything that is asked of it."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    return Read(
        ast.get_docstring(tree) or "",
        frozenset(imports(path, tree)),
        [node.name for node in functions if lines(node) > 50],
    )


def imports(path: Path, tree: ast.Module) -> Iterator[str]:
    """Yield the modules that a file names in its imports, wherever they stand in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""


def floor(path: Path) -> str:
    """Return the floor a file is on: the first name below `reviewer`."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def lines(function: ast.AST) -> int:
    """Return on how many lines a function says something: its documentation and its SQL are text, and not counted."""
    said = [node for node in ast.walk(function) if not (isinstance(node, ast.Constant) and isinstance(node.value, str))]
    return len({node.lineno for node in said if isinstance(node, (ast.stmt, ast.expr, ast.arg))})


def test_the_contracts_of_the_floors_are_kept() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_every_floor_is_in_the_contracts() -> None:
    layers, *forbidden = CONTRACTS
    assert {name.strip() for row in layers["layers"] for name in row.replace("|", ":").split(":")} == FLOORS
    for contract in forbidden:
        allowed = {row.partition(" -> ")[0].partition(".*")[0] for row in contract["ignore_imports"]}
        assert (contract["source_modules"], allowed) == (
            ["reviewer"],
            {f"reviewer.{ONLY[library]}" for library in contract["forbidden_modules"]},
        )
    assert sorted(name for contract in forbidden for name in contract["forbidden_modules"]) == sorted(ONLY)


@pytest.mark.parametrize("library", ONLY)
def test_a_library_is_known_on_its_own_floor_only(library: str) -> None:
    found = {floor(path) for path in FILES if library in {name.partition(".")[0] for name in read(path).imported}}
    assert found == {ONLY[library]}


def test_pydantic_stands_at_the_borders_only() -> None:
    found = {floor(path) for path in FILES if any(name.startswith("pydantic") for name in read(path).imported)}
    assert found == {"models", "formats"}


def test_a_file_is_one_subject_and_says_which() -> None:
    assert [path for path in FILES if len(path.read_text("utf-8").splitlines()) > 300] == []
    assert [path for path in FILES if not read(path).opening.splitlines()[:1]] == [], "says nothing of what it is"
    named = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [path for path in FILES if path.stem in named] == []


def test_a_function_fits_on_a_page() -> None:
    assert [(path, read(path).long) for path in FILES if read(path).long] == []


def test_a_sitting_needs_no_screen_no_command_line_and_no_models() -> None:
    done = subprocess.run([sys.executable, "-c", SITTING], cwd=ROOT, capture_output=True, text=True, check=True)
    finished, loaded = json.loads(done.stdout)
    assert finished
    assert set(loaded).isdisjoint({"textual", "rich", "click", "pydantic"})
