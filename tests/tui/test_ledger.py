"""The ledger's screen: all claims in one list, by keys."""

from time import process_time

import pytest
from textual.pilot import Pilot

from reviewer.checking import Checking
from reviewer.claiming import Claiming
from reviewer.labels import BUILT_IN
from reviewer.ledger import Ledger
from reviewer.session import Session
from reviewer.store.marks import Claim, LedgerRow
from tests.tui.conftest import BUDGET, FLOOD, LARGE, Office, at_once, message, picture, position, settled, typed

TEXTS = ("The Ouse rose.", "A mayor closed the bridge.", "The bridge dates from 1932.")


def written(office: Office) -> None:
    """Write a claim of each sentence of the flood article but the headline, the second of them check-worthy."""
    store = office.store()
    session = Session(store, "Ann", store.document_ids())
    claiming = Claiming(session)
    for number, text in enumerate(TEXTS, 1):
        session.go(number)
        claiming.save_claim("", text)
        if number == 2:
            claiming.worthiness("CFS")
            session.decide("assertion")
    session.go(0)
    session.leave()


async def rows(pilot: Pilot[None]) -> list[str]:
    """Return the rows of the list, without those above and below it."""
    return [line for line in (await picture(pilot)).splitlines()[2:-7] if line.strip()]


async def test_it_lists_the_claims_and_enter_goes_to_the_sentence(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    written(office)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("l")
        drawn = await picture(pilot)
        assert "3 claims · 1 check-worthy · 0 repeated" in drawn
        assert "◆ assert CFS      A mayor closed the bridge." in drawn
        assert "▶·" in (await rows(pilot))[0]
        await pilot.press("j", "enter")
        assert position(app) == (1, 3)
        await pilot.press("l")
        assert "▶◆ assert" in (await rows(pilot))[1], "it comes back to the same row"
        await pilot.press("G", "k", "g", "end", "escape")
        assert position(app) == (1, 3)


async def test_it_searches_as_it_is_typed(office: Office) -> None:
    office.add(FLOOD)
    written(office)
    async with office.app().run_test() as pilot:
        await pilot.press("l", "slash")
        await typed(pilot, "bridge")
        assert len(await rows(pilot)) == 2
        await typed(pilot, " d")
        assert len(await rows(pilot)) == 1
        await pilot.press("backspace", "backspace", "enter")
        assert "2 claims of 3 · 1 check-worthy · 0 repeated · with “bridge”" in await picture(pilot)
        await pilot.press("slash", "q", "q")
        assert "No claim passes." in await picture(pilot)
        await pilot.press("escape")
        assert len(await rows(pilot)) == 3


async def test_it_filters_and_sorts(office: Office) -> None:
    office.add(FLOOD)
    written(office)
    async with office.app().run_test() as pilot:
        await pilot.press("l", "f")
        assert "9 CFS" in (await picture(pilot)).splitlines()[-1]
        await pilot.press("9")
        assert len(await rows(pilot)) == 1
        assert "only CFS" in await picture(pilot)
        await pilot.press("f", "f", "o")
        assert "claim▾" in (await picture(pilot)).splitlines()[1]
        assert "A mayor" in (await rows(pilot))[0]


async def test_an_empty_list_says_what_to_do(office: Office) -> None:
    office.add(FLOOD)
    written(office)
    app = office.app("Ben")
    async with app.run_test() as pilot:
        await pilot.press("l")
        assert "c writes what it claims" in await picture(pilot)
        await pilot.press("enter", "l", "f", "r")
        assert "No claims yet." in await picture(pilot), "what others claim is not shown before the sentence is decided"
        await pilot.press("escape", *"aaaa", "l", "f", "r", "f", "r")
        assert len(await rows(pilot)) == 3, "the others' claims are shown when they are asked for"
        assert "everybody's" in (await picture(pilot)).splitlines()[0]
        assert "Ann" in await picture(pilot)


async def test_keys_typed_ahead_go_to_the_ledger_and_behind_it_to_the_article(office: Office) -> None:
    office.add(FLOOD)
    written(office)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "l", "j", "slash", *"qa", "escape", "G", "enter", "b")
        await settled(pilot)
        assert app.screen is app.review
    assert office.labels() == [None, None, "assertion", "background"]


async def test_a_click_chooses_a_row_and_another_goes_there(office: Office) -> None:
    office.add(FLOOD)
    written(office)
    app = office.app()
    async with app.run_test() as pilot:
        await pilot.press("l")
        await pilot.click(offset=(20, 4))
        assert (await rows(pilot))[2].startswith("▶")
        await pilot.click(offset=(20, 4))
        await settled(pilot)
        assert position(app) == (1, 4)


async def test_a_claim_whose_sentence_was_taken_out_is_not_listed(office: Office) -> None:
    office.add(FLOOD)
    written(office)
    app = office.app()
    async with app.run_test() as pilot:
        await pilot.press(*"uuuuuu")
        await pilot.press("l")
        assert "No claims yet." in await picture(pilot)
        await pilot.press("escape")
        assert "no sentence here" not in await message(pilot)


class Shelf(Ledger):
    """A ledger of very many rows that no database had to be filled with."""

    def read(self) -> None:
        claim = Claim("", 1, "Ann", 0, 1, "", False, "", "", "", "")
        self._rows = [
            LedgerRow(claim._replace(uid=str(n), text=f"Town {n} votes"), 1, f"Headline {n}", None, None, False, "")
            for n in range(100_000)
        ]
        self._sort()


async def test_only_what_is_in_view_is_drawn_of_100_000_claims(office: Office) -> None:
    from reviewer.tui.ledger import LedgerScreen  # noqa: PLC0415 - as the program loads it

    office.add(FLOOD)
    app = office.app()
    ledger = Shelf(app.session.store, "Ann")
    ledger.read()
    async with app.run_test() as pilot:
        began = process_time()
        app.push_screen(LedgerScreen(ledger, Checking(app.session), app.settings.actions, BUILT_IN))
        await pilot.press("G", "k")
        assert "Town 99998 votes" in await picture(pilot)
        await pilot.press("pageup", "g", "pagedown")
        assert "Town 14 votes" in await picture(pilot)
        assert process_time() - began < 3, "what is in view, not all of it"


@pytest.mark.parametrize("hostile", ["[/b] [red]x", "\x1b[31mred", "\u202edrow", "x" * 5000, "漢字" * 500])
async def test_hostile_claims_do_no_harm(office: Office, hostile: str) -> None:
    office.add(FLOOD)
    store = office.store()
    session = Session(store, "Ann", store.document_ids())
    Claiming(session).save_claim("", hostile)
    async with office.app().run_test() as pilot:
        assert "claims 1" in await picture(pilot)
        await pilot.press("l", "o", "slash", "x", "escape")
        drawn = await picture(pilot)
        assert "1 claim" in drawn
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn
