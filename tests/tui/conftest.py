"""What the tests of the screen share: an office with articles, a database on disk and an app for each reviewer."""

import asyncio
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from reviewer import settings
from reviewer.articles.article import Article
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.intake import Intake
from reviewer.session import Session
from reviewer.settings import Settings
from reviewer.store import Store, open_store
from reviewer.store.rows import Act
from reviewer.suggesting import Suggesting
from reviewer.tui.app import ReviewerApp
from reviewer.tui.keyboard import KeyboardApp

SEED = Path(__file__).parents[2] / "seeds" / "000_85e0a2435721776e.txt"
FLOOD = "Flood closes bridge\n\nThe river rose on Monday. The mayor closed the bridge. It was built in 1932.\n"
BUDGET = "Council passes budget\n\nThe council voted 7 to 2. Rates rise by 3 percent.\n"
SMALL, LARGE = (80, 24), (120, 40)


class Office:
    """A folder with a database; every app on it is another sitting, as after a restart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "reviewer.db"
        self.stores: list[Store] = []

    def add(self, *texts: str | Path, names: tuple[str, ...] = ()) -> None:
        """Import articles, given as text or as a file."""
        paths = []
        for number, text in enumerate(texts):
            path = self.folder / (names[number] if names else f"{number}.txt")
            path.write_text(text if isinstance(text, str) else text.read_text("utf-8"), "utf-8", newline="")
            paths.append(str(path))
        taken = Intake(self.store(), Act("Ann", settings.GUIDELINE_VERSION, "import")).take(paths)
        assert not taken.problems, taken.problems

    def put(self, *articles: tuple[str, str]) -> None:
        """Store articles, given by name and text, also such as no file would be read as."""
        made = [
            (Article(text, hashlib.sha256(text.encode()).hexdigest(), name, "utf-8"), segment(text))
            for name, text in articles
        ]
        self.store().add(made, Act("Ann", settings.GUIDELINE_VERSION, "import"), SPLITTER)

    def store(self) -> Store:
        """Open the database once more, as another process would."""
        self.stores.append(open_store(self.database))
        return self.stores[-1]

    def taken_home(self) -> "Office":
        """Copy the database for somebody who goes on elsewhere; return an office on the copy."""
        home = Office(self.folder)
        home.database = self.folder / "home.db"
        with closing(sqlite3.connect(self.database)) as connection:
            connection.execute("VACUUM INTO ?", (str(home.database),))
        return home

    def app(self, reviewer: str = "Ann", given: Settings | None = None) -> ReviewerApp:
        """Sit a reviewer down; `given` stands in for reviewer.toml."""
        store = self.store()
        session = Session(store, reviewer, store.document_ids())
        return ReviewerApp(session, given or settings.load(self.database), self.database)

    def labels(self, reviewer: str = "Ann", article: int = 0) -> list[str | None]:
        """Return a reviewer's labels as the database holds them, in the order of the sentences."""
        store = self.store()
        document = store.document_ids()[article]
        given = {sentence: label for sentence, label, _ in store.labels(document, reviewer)}
        return [given.get(sentence) for sentence in store.layout(document).ids]

    def actions(self) -> list[str]:
        """Return the acts of the decision log, oldest first."""
        return [decision.action for decision in self.store().log()][::-1]

    def exported(self) -> int:
        """Return how many records the export of the screen holds, 0 while there is none."""
        path = self.folder / "exports" / "reviewer.jsonl"
        return len(path.read_text("utf-8").splitlines()) if path.exists() else 0

    def close(self) -> None:
        """Close every connection."""
        for store in self.stores:
            store.close()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Open an office in a folder of its own, with nobody's settings but its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    opened = Office(tmp_path)
    yield opened
    opened.close()


async def picture(pilot: Pilot[None]) -> str:
    """Return the characters on the screen once it is painted, one line a row."""
    await settled(pilot)
    await pilot.pause()
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())


async def top(pilot: Pilot[None]) -> str:
    """Return the first row of the screen."""
    return (await picture(pilot)).splitlines()[0]


async def message(pilot: Pilot[None]) -> str:
    """Return the row of answers, the last but one."""
    return (await picture(pilot)).splitlines()[-2]


def position(app: ReviewerApp) -> tuple[int, int]:
    """Return where the cursor is: article and sentence, counted from 1 as the screen does."""
    return app.session.article + 1, app.session.cursor + 1


async def at_once(pilot: Pilot[None], *keys: str) -> None:
    """Press keys faster than the screen can paint: all of them are on their way before the first is answered."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else _CHARACTERS.get(key)))
    await settled(pilot)


async def dripped(pilot: Pilot[None], turns: int, *keys: str) -> None:
    """Press keys with so many turns of the event loop between them: each finds the app at another step of its work."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else _CHARACTERS.get(key)))
        for _ in range(turns):
            await asyncio.sleep(0)
    await settled(pilot)


async def typed(pilot: Pilot[None], words: str, wait: float = 0.0) -> None:
    """Type words; `wait` is for what answers later, as the palette does."""
    await at_once(pilot, *("space" if sign == " " else sign for sign in words))
    await pilot.pause(wait)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every key that is on its way has been answered."""
    app, quiet = pilot.app, 0
    assert isinstance(app, KeyboardApp)
    while quiet < 4 and app.is_running:
        await asyncio.sleep(0.005)
        busy = app.answering or any(pump.message_queue_size for pump in (app, *app.screen_stack))
        quiet = 0 if busy else quiet + 1


_CHARACTERS = {"semicolon": ";", "slash": "/", "space": " ", "enter": "\r"}


async def until(pilot: Pilot[None], done: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until something holds."""
    for _ in range(int(seconds / 0.05)):
        if done():
            return
        await pilot.pause(0.05)
    raise AssertionError("waited in vain\n" + await picture(pilot))


class Sitting:
    """An app with suggestions, and what is suggested in it."""

    def __init__(self, office: Office, *, by_uncertainty: bool = False) -> None:
        store = office.store()
        session = Session(store, "Ann", store.document_ids())
        self.suggesting = Suggesting(session, by_uncertainty=by_uncertainty)
        self.app = ReviewerApp(session, settings.load(office.database), office.database, suggesting=self.suggesting)

    async def ready(self, pilot: Pilot[None]) -> None:
        """Wait until something is suggested for the sentence under the cursor."""
        await until(pilot, lambda: self.suggesting.here() is not None)
        await pilot.pause(0.05)
