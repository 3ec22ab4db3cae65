"""Suggestions on the screen: drawn when they are ready, taken by the space bar, overridden by a label key."""

import json
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from reviewer.store.bringing import Proposal
from tests.tui.conftest import BUDGET, LARGE, SEED, SMALL, Office, Sitting, at_once, message, picture, position

FERRY = "Ferry sinks\n\nThe ferry sank on Monday. “Nobody drowned,” Captain Ann Poe said. It was built in 1932.\n"
LOOKS = {"small": (SMALL, False), "large": (LARGE, False), "no-colour": (SMALL, True)}


async def test_space_takes_all_that_is_suggested_and_moves_on(office: Office) -> None:
    office.add(FERRY)
    sitting = Sitting(office)
    async with sitting.app.run_test(size=LARGE) as pilot:
        await sitting.ready(pilot)
        await at_once(pilot, "j", "j")
        shown = await picture(pilot)
        assert "? ❝ quote" in shown
        assert "? Ann Poe" in shown
        await at_once(pilot, "space")
        assert position(sitting.app) == (1, 4)
        assert office.labels() == [None, None, "quote", None]
        await at_once(pilot, "k")
        assert "accepted quote, with 1" in await picture(pilot)
        await at_once(pilot, "u")
        assert office.labels() == [None] * 4
    assert office.actions() == ["import", "accept", "undo"]


async def test_what_another_program_proposed_is_shown_before_the_rules_and_taken_by_space(office: Office) -> None:
    office.add(FERRY)
    start = FERRY.index("It was built")
    proposal = {
        "label": "quote", "score": 0.61, "rule": "imported", "reasons": ["proposed by model-7, 61% sure"],
        "engine": "model-7", "check_worthiness": "UFS", "duplicate_of": None, "attributions": [],
    }  # fmt: skip
    office.store().propose(1, [Proposal(start, start + 21, "model-7", json.dumps(proposal))])
    for _ in ("", "after a restart"):
        sitting = Sitting(office)
        async with sitting.app.run_test(size=LARGE) as pilot:
            await sitting.ready(pilot)
            await at_once(pilot, "j", "j", "j")
            shown = await picture(pilot)
            assert "by model-7" in shown
            assert "proposed by model-7, 61% sure" in shown
            await at_once(pilot, "space")
            assert office.labels() == [None, None, None, "quote"]
            await at_once(pilot, "u")
            assert office.labels() == [None] * 4
            assert "by model-7" in await picture(pilot)


async def test_spaces_typed_ahead_each_take_what_stands_for_their_sentence(office: Office) -> None:
    office.add(FERRY)
    sitting = Sitting(office)
    async with sitting.app.run_test() as pilot:
        await sitting.ready(pilot)
        wanted = [one.label for index in range(4) if (one := sitting.suggesting.suggestion(index))]
        await at_once(pilot, *["space"] * 4)
        assert office.labels() == wanted
        await at_once(pilot, "space")
        assert "this sentence has its label" in await message(pilot)


async def test_a_page_of_suggestions_can_be_overseen_and_nothing_jumps_when_they_come(office: Office) -> None:
    office.add(FERRY)
    sitting = Sitting(office)
    async with sitting.app.run_test(size=SMALL) as pilot:
        await sitting.ready(pilot)
        with_them = (await picture(pilot)).splitlines()
        assert sum(row[1:2] == "?" for row in with_them) == 4, "one in the gutter of each sentence"
    async with office.app().run_test(size=SMALL) as pilot:
        without = (await picture(pilot)).splitlines()
    for word in ("❝ quote", "uncertain ", "NFS", "claims"):
        assert [word in row for row in with_them].index(True) == [word in row for row in without].index(True)


async def test_the_next_article_has_suggestions_as_well(office: Office) -> None:
    office.add(FERRY, BUDGET)
    sitting = Sitting(office)
    async with sitting.app.run_test() as pilot:
        await sitting.ready(pilot)
        await at_once(pilot, "right_square_bracket")
        await sitting.ready(pilot)
        await at_once(pilot, "space")
        assert position(sitting.app) == (2, 2)


async def test_by_uncertainty_says_so(office: Office) -> None:
    office.add(FERRY)
    sitting = Sitting(office, by_uncertainty=True)
    async with sitting.app.run_test() as pilot:
        assert "by uncertainty" in await picture(pilot)


async def test_switched_off_nothing_of_it_shows(office: Office) -> None:
    office.add(FERRY)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause(0.2)
        shown = await picture(pilot)
        assert "sure" not in shown
        assert "?" not in shown.replace("? keys", "")
        await at_once(pilot, "space")
        assert "nothing is suggested in this sitting" in await message(pilot)
    assert office.actions() == ["import"]


@pytest.mark.parametrize("look", LOOKS)
def test_it_looks_as_before(
    look: str, office: Office, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    size, without_colour = LOOKS[look]
    if without_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    office.add(SEED)
    sitting = Sitting(office)

    async def bring(pilot: Pilot[None]) -> None:
        await sitting.ready(pilot)
        await at_once(pilot, *"xaaxxxaaa")
        await at_once(pilot, "j")
        await pilot.pause(0.05)

    assert snap_compare(sitting.app, terminal_size=size, run_before=bring)
