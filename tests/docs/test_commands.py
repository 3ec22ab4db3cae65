"""Every command that stands in a document or in a help text can be typed as it stands."""

import json
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from reviewer.cli import COMMANDS, cli
from reviewer.session import Session
from reviewer.store import open_store

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
SCREEN = frozenset({"open"})
"""Commands that need a terminal: they are parsed, not run."""


def commands() -> dict[str, list[str]]:
    """Return, for each page, its commands of this program, without prompt and comment."""
    found: dict[str, list[str]] = {}
    for page in PAGES:
        blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
        own = [line for line in lines if re.match(r"(?:\.venv/bin/)?reviewer\b", line)]
        if own:
            found[page.name] = own
    return found


def examples() -> list[tuple[str, str]]:
    """Return each command's name with the example that its help ends in, found as a reader of the help finds it."""
    found = []
    for name in COMMANDS:
        shown = CliRunner().invoke(cli, [name, "--help"]).stdout
        example = re.search(r"^\s*Example: (.*?)\s*\Z", shown, re.MULTILINE | re.DOTALL)
        found.append((name, " ".join(example[1].split()) if example else ""))
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with what the documents name: articles, a seed, and a database with labels of two reviewers."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as given:
        standing_in(folder, given)
        fill(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of that folder, and stand in it."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    standing_in(tmp_path, monkeypatch)
    return tmp_path


def standing_in(folder: Path, given: pytest.MonkeyPatch) -> None:
    given.chdir(folder)
    given.delenv("REVIEWER_DB", raising=False)
    given.setenv("REVIEWER_NAME", "anna")


def fill(folder: Path) -> None:
    for name in ("articles/one.txt", "articles/more/two.txt", "seeds/000_bridge.txt", "story.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Bridge {name}\n\nThe bridge opens. “At last,” the mayor said.\n", "utf-8")
    for name in ("more.jsonl", "wire.jsonl"):
        (folder / name).write_text(json.dumps({"text": f"The {name} wire. It has two sentences."}) + "\n", "utf-8")
    (folder / "schemas").mkdir()
    assert type_in("reviewer import articles story.txt").exit_code == 0
    for reviewer in ("anna", "ben"):
        store = open_store(folder / "reviewer.db")
        session = Session(store, reviewer, store.document_ids())
        for label in ("assertion", "quote", "background"):
            session.decide(label)
        store.close()
    assert type_in("reviewer import --db ben.db --reviewer ben articles").exit_code == 0
    for made in ("reviewer export", "reviewer export -o labels.jsonl", "reviewer backup -o monday.db"):
        assert type_in(made).exit_code == 0


def type_in(line: str) -> Result:
    """Run a command line of this program, with `< file` as a shell has it; one that needs the screen is only parsed."""
    words = shlex.split(line, comments=True)
    given = b""
    if "<" in words:
        at = words.index("<")
        given = Path(words[at + 1]).read_bytes()
        words[at : at + 2] = []
    arguments = words[1:]
    if arguments and arguments[0] in SCREEN:
        command = cli.get_command(click.Context(cli), arguments[0])
        assert command is not None
        command.make_context(arguments[0], arguments[1:])
        arguments = [arguments[0], "--help"]
    return CliRunner().invoke(cli, arguments, input=given)


@pytest.mark.parametrize("page", commands())
@pytest.mark.usefixtures("folder")
def test_the_commands_of_a_page_run_one_after_the_other(page: str) -> None:
    for line in commands()[page]:
        result = type_in(line)
        assert (result.exit_code, result.exception) == (0, None), f"{line}\n{result.output}"


@pytest.mark.parametrize(("name", "example"), examples())
@pytest.mark.usefixtures("folder")
def test_the_example_in_the_help_runs(name: str, example: str) -> None:
    inner = re.fullmatch(r'eval "\$\((.*)\)"', example)
    line = inner[1] if inner else example
    assert line.startswith(f"reviewer {name}")
    result = type_in(line)
    assert (result.exit_code, result.exception) == (0, None), result.output


def test_the_example_of_the_program_itself_parses() -> None:
    shown = CliRunner().invoke(cli, ["--help"]).stdout
    example = re.search(r"Example: (reviewer .*)", shown)
    assert example
    assert type_in(example[1]).exit_code == 0


def test_every_command_is_loaded_by_its_name_and_says_what_it_does() -> None:
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help
