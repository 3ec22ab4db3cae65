"""`reviewer.toml`: what it can say, where it is found, and the one line that a mistake in it gives."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from reviewer import places
from reviewer.errors import SettingsError
from reviewer.keys import ACTIONS, shown
from reviewer.settings import GUIDELINE_VERSION, Publisher, Settings, load

PAGE = (Path(__file__).parents[1] / "docs" / "settings.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the person at the keyboard an empty configuration folder; return it."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / "config"))
    folder = places.settings_candidates(tmp_path / "reviewer.db")[-1].parent
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder for a database and its settings."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


def written(folder: Path, content: str | bytes) -> Settings:
    """Write `reviewer.toml` beside a database and load it."""
    (folder / "reviewer.toml").write_bytes(content.encode() if isinstance(content, str) else content)
    return load(folder / "reviewer.db")


def keys(settings: Settings) -> dict[str, tuple[str, ...]]:
    return {action.id: action.keys for action in settings.actions}


def example() -> str:
    found = re.search(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_without_a_file_everything_has_a_default(project: Path) -> None:
    settings = load(project / "reviewer.db")
    assert settings == Settings()
    assert settings.actions == ACTIONS
    guideline = settings.guideline()
    assert guideline.version == GUIDELINE_VERSION
    assert guideline.text.startswith("#")


def test_an_empty_file_changes_nothing(project: Path) -> None:
    assert written(project, "") == Settings()
    assert written(project, "[keys]\n[guidelines]\n") == Settings()


def test_the_example_of_the_page_is_all_there_is(project: Path) -> None:
    (project / "guidelines.md").write_text("# City desk\n", "utf-8")
    settings = written(project, example())
    assert (settings.reviewer, settings.theme) == ("anna", "newsprint")
    assert settings.guideline() == ("city-desk-3", "# City desk\n")
    assert keys(settings)["undo"] == ("u", "ctrl+z")
    assert keys(settings)["note"] == ("comma",)
    given = tomllib.loads(example())
    assert {name: keys(settings)[name] for name in keys(settings) if name not in given["keys"]} == {
        action.id: action.keys for action in ACTIONS if action.id not in given["keys"]
    }
    assert settings.suggestions is False
    assert set(given) == {"reviewer", "theme", "suggestions", "keys", "guidelines", "publisher"}
    explained = set(re.findall(r"^\| `([a-z.]+)` \|", PAGE, re.MULTILINE))
    assert {"reviewer", "theme", "keys", "guidelines.file", "guidelines.version"} <= explained


def test_the_page_names_every_action_with_its_keys() -> None:
    rows = re.findall(r"^\| `([a-z_.]+)` \| (`.*`) \|$", PAGE, re.MULTILINE)
    assert rows == [(action.id, " ".join(f"`{shown(key)}`" for key in action.keys)) for action in ACTIONS]


def test_the_page_tells_every_variable_that_is_asked_for() -> None:
    sources = Path(__file__).parents[1].joinpath("reviewer").rglob("*.py")
    asked = {name for path in sources for name in re.findall(r'"(REVIEWER_[A-Z]+)"', path.read_text("utf-8"))}
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE)) == asked | {"NO_COLOR"}


def test_the_settings_beside_the_database_go_before_ones_own(project: Path, home: Path) -> None:
    (home / "reviewer.toml").write_text('reviewer = "ada"\ntheme = "nord"\n', "utf-8")
    assert load(project / "reviewer.db")[1:3] == ("ada", "nord")
    settings = written(project, 'reviewer = "desk"\n')
    assert (settings.reviewer, settings.theme) == ("desk", None), "the two are not mixed"


def test_keys_are_one_or_several(project: Path) -> None:
    table = keys(written(project, '[keys]\nundo = "ctrl+z"\n"label.quote" = ["y", "?"]\nhelp = "f1"\n'))
    assert table["undo"] == ("ctrl+z",)
    assert table["label.quote"] == ("y", "question_mark")


def test_what_editors_leave_in_a_file_is_no_mistake(project: Path) -> None:
    assert written(project, '\ufeffreviewer = "Zoë"\r\n').reviewer == "Zoë"


def test_guidelines_are_found_from_the_folder_of_the_settings(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    (project / "rules").mkdir()
    (project / "rules" / "ours.md").write_text("Mark all.", "utf-8")
    settings = written(project, '[guidelines]\nfile = "rules/ours.md"\nversion = "ours-1"\n')
    assert settings.guideline() == ("ours-1", "Mark all.")
    assert settings.guideline_version == "ours-1", "known without reading the file"


@pytest.mark.parametrize(
    ("name", "why"),
    [("none.md", "No such file"), (".", "Is a directory"), ("latin.md", "utf-8"), ("a\\u0000b", "null")],
)
def test_guidelines_that_cannot_be_read_are_one_line(project: Path, name: str, why: str) -> None:
    (project / "latin.md").write_bytes(b"caf\xe9")
    settings = written(project, f'[guidelines]\nfile = "{name}"\nversion = "ours-1"\n')
    with pytest.raises(SettingsError) as caught:
        settings.guideline()
    line = str(caught.value)
    assert line.startswith(str(project))
    assert "the guidelines named in reviewer.toml cannot be read" in line
    assert why in line
    assert line.isprintable() or "\ufffd" in line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('reviwer = "a"', "there is no setting reviwer; did you mean reviewer?"),
        ('themes = "a"', "there is no setting themes; did you mean theme?"),
        (
            "colour = 1",
            (
                "there is no setting colour; known are: reviewer, theme, suggestions, backups, keys, guidelines, "
                "publisher, labels"
            ),
        ),
        ('"re\\nview" = 1', "there is no setting re view; did you mean reviewer?"),
        ("reviewer = 3", "reviewer must be text in quotation marks"),
        ("theme = true", "theme must be text in quotation marks"),
        ('suggestions = "no"', "suggestions must be true or false"),
        ('reviewer = ""', "reviewer must not be empty"),
        ('keys = "u"', "keys must be a table"),
        ("guidelines = []", "guidelines must be a table"),
        ('[guidelines]\nfiles = "a"', "there is no setting guidelines.files; did you mean guidelines.file?"),
        ("[guidelines]\nx = 1", "there is no setting guidelines.x; known are: guidelines.file, guidelines.version"),
        ("[guidelines]\nversion = 3", "guidelines.version must be text in quotation marks"),
        ('[guidelines]\nfile = "a"\nversion = ""', "guidelines.version must not be empty"),
        (
            '[guidelines]\nfile = "a"',
            '[guidelines] needs both: file = "…" and version = "…" (decisions are recorded under it)',
        ),
        (
            '[guidelines]\nversion = "a"',
            '[guidelines] needs both: file = "…" and version = "…" (decisions are recorded under it)',
        ),
        (
            '[guidelines]\nfile = "ours.md"\nversion = "reviewer-1"',
            "guidelines.version 'reviewer-1' names the guidelines of the program; name your own",
        ),
        ("[keys]\nundo = 3", 'keys.undo must be a key or a list of keys, such as "u" or ["u", "ctrl+z"]'),
        ("[keys]\nundo = []", 'keys.undo must be a key or a list of keys, such as "u" or ["u", "ctrl+z"]'),
        ('[keys]\nundo = ["u", 3]', 'keys.undo must be a key or a list of keys, such as "u" or ["u", "ctrl+z"]'),
        ('[keys]\nlabel.quote = "y"', 'keys.label must be a key or a list of keys, such as "u" or ["u", "ctrl+z"]'),
        ('[keys]\nundoo = "z"', "there is no action 'undoo'; did you mean 'undo'?"),
        ('[keys]\nundo = "j"', "key 'j' is given to both 'undo' and 'next'"),
        (
            '[keys]\nundo = "return"',
            "there is no key 'return'; write a letter, a digit, a sign, f1 to f12, or ctrl+ and a letter",
        ),
        ("reviewer", "Expected '=' after a key in a key/value pair (at end of document)"),
        (b'reviewer = "caf\xe9"', "'utf-8' codec can't decode byte 0xe9 in position 15: invalid continuation byte"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_file(project: Path, content: str | bytes, line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        written(project, content)
    assert str(caught.value) == f"{project / 'reviewer.toml'}: {line}"


@pytest.mark.parametrize("content", ["x = " + "1" * 5000, "x = " + "[" * 20_000, "x = 2026-02-31"])
def test_what_no_reader_of_toml_takes_is_one_line(project: Path, content: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(str(project))):
        written(project, content)


def test_a_file_that_cannot_be_read_is_one_line(project: Path) -> None:
    (project / "reviewer.toml").mkdir()
    with pytest.raises(SettingsError, match=r"reviewer\.toml: cannot be read \(Is a directory\)"):
        load(project / "reviewer.db")


def test_settings_that_would_be_waited_for_or_fill_the_memory_are_one_line(project: Path) -> None:
    os.mkfifo(project / "pipe")
    for name, why in (("pipe", "a pipe or a device"), ("large", "over 4 MiB"), ("/dev/zero", "a pipe or a device")):
        if name == "large":
            with (project / name).open("wb") as large:
                large.truncate(1 << 40)
        (project / "reviewer.toml").unlink(missing_ok=True)
        (project / "reviewer.toml").symlink_to(name)
        with pytest.raises(SettingsError, match=rf"reviewer\.toml: cannot be read \((it is )?{re.escape(why)}"):
            load(project / "reviewer.db")


def test_a_database_below_a_file_has_no_settings(project: Path) -> None:
    (project / "file").write_text("")
    assert load(project / "file" / "reviewer.db") == Settings()


LINES = st.lists(
    st.sampled_from(['reviewer = "a"', "theme = 3", "[keys]", 'undo = "z"', '"label.quote" = ["u"]', "[guidelines]"])
    | st.text(max_size=20),
    max_size=6,
)


@given(LINES)
@trials(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_settings_or_one_safe_line(project: Path, lines: list[str]) -> None:
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    said = ""
    try:
        written(project, content)
    except SettingsError as error:
        said = str(error)
    assert len(said.splitlines()) <= 1


def test_who_publishes_signs_with_a_name_and_a_website(project: Path) -> None:
    desk = '[publisher]\nname = "Desk"\nurl = "https://desk.example"\n'
    assert written(project, desk).publisher == Publisher("Desk", "https://desk.example", "https://desk.example")
    given = written(project, f'{desk}reviews = "https://desk.example/checks"\n').publisher
    assert given is not None
    assert given.page("c1") == "https://desk.example/checks/c1"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('name = "Desk"', "[publisher] needs both"),
        ('url = "https://desk.example"', "[publisher] needs both"),
        ('name = "Desk"\nurl = "ftp://desk.example"', "publisher.url must be a URL that begins with https://"),
        ('name = "Desk"\nurl = "https://d.example"\nreviews = "here"', "publisher.reviews must be a URL"),
        ('nmae = "Desk"', "there is no setting publisher.nmae; did you mean publisher.name?"),
    ],
)
def test_half_a_publisher_is_none(project: Path, content: str, line: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(line)):
        written(project, f"[publisher]\n{content}\n")
