"""The README and the pages it leads to say what the program does: tables, records, links and schema are compared."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reviewer import __version__
from reviewer.cli import COMMANDS, cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted(page for folder in (".", "docs", "exports", "schemas") for page in (ROOT / folder).glob("*.md"))
DATA = (ROOT / "docs" / "data.md").read_text("utf-8")


def block(page: str, language: str) -> str:
    """Return the first code block of a page in a language."""
    found = re.search(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert found, f"no {language} block"
    return found[1]


def sample() -> list[str]:
    return (ROOT / "exports" / "sample.jsonl").read_text("utf-8").splitlines()


def anchors(page: Path) -> set[str]:
    """Return the names that a page's headings have in links to them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 120


def test_the_two_commands_stand_as_they_are_typed() -> None:
    start = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/reviewer open seeds/000_*.txt\n"
    assert block(README, "sh") == start
    assert "\n```sh\n.venv/bin/pip install '.[dev]' && .venv/bin/pytest\n```\n" in README


def test_the_key_table_is_the_one_of_the_program() -> None:
    made = CliRunner().invoke(cli, ["keys", "--markdown"]).stdout
    found = re.search(r"^<!-- keys: written by .* -->\n([^<]*)^<!-- keys: end -->$", README, re.MULTILINE)
    assert found
    assert found[1] == made


def test_the_record_is_a_line_of_the_sample() -> None:
    assert block(README, "json").removesuffix("\n") in sample()


def test_the_record_that_is_explained_is_the_same() -> None:
    assert json.loads(block(DATA, "json")) == json.loads(block(README, "json"))


def test_every_field_of_a_record_is_explained() -> None:
    table = DATA[DATA.index("| field | means |") : DATA.index("## Offsets")]
    named = set(re.findall(r"`([a-z0-9_.]+)`", table))
    named |= {part for name in named for part in name.split(".")}
    schema = json.loads(CliRunner().invoke(cli, ["schema"]).stdout)
    assert [name for name in fields(schema, schema) if name not in named] == []


def fields(schema: dict[str, Any], part: dict[str, Any]) -> list[str]:
    """Return the names of a schema's fields, with those of its parts but for the selectors', which have a standard."""
    found: list[str] = []
    for name, value in part.get("properties", {}).items():
        found.append(name)
        references = re.findall(r'"#/\$defs/(\w+)"', json.dumps(value))
        for reference in references:
            if reference != "Target":
                found += fields(schema, schema["$defs"][reference])
    return [name for name in found if name != "target"]


def test_the_program_in_the_data_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(ast.parse(block(DATA, "python")), "docs/data.md", "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        leads_to = (page.parent / path).resolve() if path else page
        assert leads_to.is_relative_to(ROOT), target
        assert leads_to.exists(), target
        assert not anchor or anchor in anchors(leads_to), target


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_named_where_one_starts_to_read(name: str) -> None:
    assert f"reviewer {name}" in README


def test_the_changelog_has_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_know_no_machine_but_the_readers(page: Path) -> None:
    assert re.findall(r"/(?:home|root|Users|tmp|work)/\S+", page.read_text("utf-8")) == []
