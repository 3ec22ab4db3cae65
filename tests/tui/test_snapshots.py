"""How the screen looks, state by state: small, large, without colour. `pytest --snapshot-update` takes the new look.

The picture in the README is one of them, byte for byte.
"""

import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from reviewer import settings
from reviewer.adjudicating import Adjudicating
from reviewer.claiming import Claiming
from reviewer.labels import LABELS as KINDS
from reviewer.marking import Marking
from reviewer.session import Session
from reviewer.suggesting import Suggesting
from reviewer.tui.app import ReviewerApp
from tests.seed import LABELS
from tests.tui.conftest import LARGE, SEED, SMALL, Office, at_once, typed, until

PICTURE = Path(__file__).parents[2] / "docs" / "screen.svg"
Snap = Callable[..., bool]


class State(NamedTuple):
    """A state of the screen: how many sentences of the seed are labelled (-1: no article), and keys pressed then."""

    labelled: int
    keys: tuple[str, ...] = ()
    words: str = ""


STATES = {
    "start": State(0),
    "mid-work": State(11, ("k", "v", "enter", "9", "V", "semicolon"), "ask the ministry for the recording"),
    "spans": State(9, ("v",)),
    "remark": State(11, ("k",)),
    "finished": State(23),
    "empty": State(-1),
    "help": State(2, ("question_mark",)),
    "filter": State(9, ("f", "a", "f")),
    "split": State(8, ("s",)),
    "search": State(4, ("slash",), "nato"),
    "check": State(10, ("k", "v", "enter", "c"), "NATO is bound by discipline."),
    "ledger": State(10, ("k", "c"), "NATO is bound by discipline."),
}
CHECKED = ("t", "s", "1", "6", "j", *"Article 5 says so.", "ctrl+s")
"""Keys that take a claim up, judge it and justify the verdict, on the check's screen."""
LOOKS = {"small": (SMALL, False), "large": (LARGE, False), "no-colour": (SMALL, True)}


@pytest.fixture(autouse=True)
def _same_hour(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every decision fall on the same minute, in the same zone, and no cursor rest for long enough to tell more."""
    monkeypatch.setattr("reviewer.tui.panel.REST", 3600.0)
    monkeypatch.setattr("reviewer.store.sqlite.log.now", lambda *_: "2015-05-20T09:41:00.000Z")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def brought_to(state: State) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what brings an app into a state, by keys."""

    async def bring(pilot: Pilot[None]) -> None:
        await at_once(pilot, *LABELS[: max(0, state.labelled)])
        await at_once(pilot, *state.keys)
        for field in pilot.app.query(Input):
            field.cursor_blink = False
        await typed(pilot, state.words)
        if "semicolon" in state.keys:
            await at_once(pilot, "enter")
        if "c" in state.keys:
            await at_once(pilot, "enter", "e", *CHECKED)
            pilot.app.post_message(events.Paste("https://www.nato.int/treaty.htm"))
            await at_once(
                pilot, "tab", "right", "tab", *"Treaty", "tab", *"NATO", "tab", *"1949-04-04", "enter", "up", "d"
            )
            await at_once(pilot, *(() if "v" in state.keys else ("escape", "l")))
        await pilot.pause(0.05)

    return bring


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", STATES)
def test_it_looks_as_before(
    name: str, look: str, office: Office, snap_compare: Snap, monkeypatch: pytest.MonkeyPatch
) -> None:
    size, without_colour = LOOKS[look]
    if without_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    if STATES[name].labelled >= 0:
        office.add(SEED)
    assert snap_compare(office.app(), terminal_size=size, run_before=brought_to(STATES[name]))


@pytest.mark.parametrize("look", LOOKS)
def test_adjudication_looks_as_before(
    look: str, office: Office, snap_compare: Snap, monkeypatch: pytest.MonkeyPatch
) -> None:
    size, without_colour = LOOKS[look]
    if without_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    office.add(SEED)
    store = office.store()
    for name, labels in (("Ann", "xaaxxxaaaqq"), ("Ben", "xaaxxxaaqqb")):
        session = Session(store, name, store.document_ids())
        for index, key in enumerate(labels):
            session.go(index)
            if key == "q":
                Marking(session).save()
            session.go(index)
            session.decide(next(label.name for label in KINDS if label.key == key))
    session.go(10)
    session.set_note("the cue is the second one")
    Claiming(session).worthiness("CFS")
    Claiming(session).save_claim("", "The NATO secretary general is bound by the positions of the alliance.")
    sitting = Adjudicating(store, "Zoe")
    sitting.next_open()
    app = ReviewerApp(Session(store, "Zoe", ()), settings.load(office.database), office.database, sitting)
    assert snap_compare(app, terminal_size=size, run_before=brought_to(State(0)))


@pytest.mark.parametrize("look", LOOKS)
def test_a_sentence_that_came_back_looks_as_before(
    look: str, office: Office, snap_compare: Snap, monkeypatch: pytest.MonkeyPatch
) -> None:
    size, without_colour = LOOKS[look]
    if without_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    office.add(SEED)
    session = office.app().session
    for _ in LABELS:
        session.decide("quote")
    office.add(SEED.read_text("utf-8").replace("coup coup", "coup"))
    assert snap_compare(office.app(), terminal_size=size, run_before=brought_to(State(0, ("g", "n"))))


async def test_the_picture_in_the_readme_is_the_screen(office: Office, request: pytest.FixtureRequest) -> None:
    office.add(SEED)
    store = office.store()
    session = Session(store, "Ann", store.document_ids())
    suggesting = Suggesting(session)
    app = ReviewerApp(session, settings.load(office.database), office.database, suggesting=suggesting)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: suggesting.here() is not None)
        await at_once(pilot, *["space"] * 10)
        await pilot.pause(0.05)
        drawn = app.export_screenshot()
    if request.config.getoption("--snapshot-update"):
        PICTURE.write_text(drawn, "utf-8", newline="\n")
    assert PICTURE.read_bytes() == drawn.encode(), (
        "draw it anew with: pytest tests/tui/test_snapshots.py --snapshot-update"
    )
