"""The tree is what the documents say: the top level, the floors, and everything the program needs in its package."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
FOLDERS = {".ci", "benchmarks", "docs", "exports", "reviewer", "schemas", "seeds", "tests"}
FILES = {".gitattributes", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "pyproject.toml"}


def kept() -> list[Path]:
    """Return what git keeps at the top level; without git, nothing can be said."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a checkout of git")
    return sorted({ROOT / name.split("/")[0] for name in listed.split("\0") if name})


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    found = kept()
    assert {path.name for path in found if path.is_dir()} == FOLDERS
    assert {path.name for path in found if path.is_file()} == FILES


@pytest.mark.parametrize("name", sorted(FOLDERS - {".ci", "reviewer", "tests"}))
def test_the_readme_says_what_a_folder_is_for(name: str) -> None:
    assert re.search(rf"[`(/ ]{name}/", README)


def test_the_readme_leads_to_every_page() -> None:
    pages = [path for path in (ROOT / "docs").glob("*.md") if f"docs/{path.name}" not in README]
    assert pages == []


def test_every_floor_is_in_the_architecture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = page[page.index("| floor |") : page.index("## Decisions")]
    floors = [path for path in (ROOT / "reviewer").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    names = [f"`{path.name}{'/' if path.is_dir() else ''}`" for path in floors if path.name != "__init__.py"]
    assert [name for name in names if name not in table] == []
    assert sorted(set(re.findall(r"`[a-z_]+(?:\.py|/)`", table)) - set(names)) == []


def test_the_package_holds_everything_the_program_reads(tmp_path: Path) -> None:
    if importlib.util.find_spec("setuptools") is None:
        pytest.skip("setuptools is not installed here; pip has its own when it builds")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "reviewer", tmp_path / "reviewer", ignore=shutil.ignore_patterns("__pycache__"))
    setup = [sys.executable, "-c", "import setuptools; setuptools.setup()"]
    subprocess.run([*setup, "build_py", "--build-lib", "built"], cwd=tmp_path, check=True, capture_output=True)
    assert tree(tmp_path / "built" / "reviewer") == tree(ROOT / "reviewer")


def tree(folder: Path) -> list[str]:
    """Return the files below a folder, those that Python makes left out."""
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(str(path.relative_to(folder)) for path in paths)


def test_the_check_script_is_bash_and_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
    assert "set -euo pipefail" in script.read_text("utf-8")
