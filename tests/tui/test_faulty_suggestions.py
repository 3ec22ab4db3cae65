"""Where the rules have a fault: it is said once, in one line, and the sitting goes on without suggestions."""

import pytest
from textual.worker import WorkerFailed

from reviewer import settings
from reviewer.session import Session
from reviewer.sheet import Sheet
from reviewer.suggest.stretches import Stretch
from reviewer.suggesting import Suggesting
from reviewer.tui.app import ReviewerApp
from tests.tui.conftest import BUDGET, LARGE, Office, at_once, message, picture, until

FAULT = "no suggestions here: a fault in reviewer itself (IndexError)"


class Broken(Suggesting):
    """Suggestions that the rules fail at: a stretch of the article has come without its sentences."""

    def _read(self, sheet: Sheet, index: int) -> Stretch | None:
        stretch = super()._read(sheet, index)
        return stretch and stretch._replace(sentences=())


def faulty(office: Office) -> tuple[ReviewerApp, Suggesting]:
    """Open an article for which nothing can be suggested."""
    office.add(BUDGET)
    store = office.store()
    session = Session(store, "Ann", store.document_ids())
    suggesting = Broken(session)
    return ReviewerApp(session, settings.load(office.database), office.database, suggesting=suggesting), suggesting


async def test_it_is_said_once_and_the_sitting_goes_on_without(office: Office) -> None:
    app, suggesting = faulty(office)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: suggesting.failure() != "")
        await pilot.pause(0.05)
        assert FAULT in await message(pilot)
        assert "nothing suggested" in await picture(pilot)
        await at_once(pilot, "a")
        assert await message(pilot) == ""
        assert office.labels()[0] == "assertion"
        await at_once(pilot, "space")
        assert FAULT in await message(pilot), "the key says why it does nothing"
    assert office.actions() == ["import", "label"]


async def test_who_looks_for_a_fault_is_shown_where_it_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEWER_DEBUG", "1")
    app, _ = faulty(office)
    with pytest.raises(WorkerFailed, match="IndexError"):
        async with app.run_test() as pilot:
            await until(pilot, lambda: app.return_code == 1)
