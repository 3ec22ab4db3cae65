"""Typing faster than the screen paints: every key is answered once, in order, by what it was meant for."""

import pytest

from tests.tui.conftest import BUDGET, FLOOD, Office, at_once, dripped, picture, position, settled

SAID = 'Budget\n\n"Rates rise," said Vera Stone. Nobody replied.\n'
TURNS = (0, 3, *(pytest.param(turns, marks=pytest.mark.slow) for turns in (1, 2, 5, 8, 13, 30)))
"""Turns of the event loop from one key to the next: from all at once to slower than a screen opens."""


async def test_each_press_decides_one_sentence_in_order(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "x", "a", "b", "q")
    assert office.labels() == ["not_a_claim", "assertion", "background", "quote"]


async def test_a_held_key_walks_on_into_the_next_article(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, *"aaaaa")
        assert position(app) == (2, 2)
    assert office.labels() == ["assertion"] * 4
    assert office.labels(article=1) == ["assertion", None, None]


async def test_words_typed_right_after_the_note_key_become_the_note(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "semicolon", *"qab", "enter")
        await settled(pilot)
        assert "qab" in await picture(pilot)
    assert office.actions() == ["import", "note"]


async def test_words_typed_right_after_the_search_key_search(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "slash", *"bridge")
        await at_once(pilot, "down", "enter")
        assert position(app) == (1, 3)
    assert office.actions() == ["import"]


async def test_keys_typed_right_after_a_mode_key_belong_to_the_mode(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "f", "q")
        assert app.session.filter == "quote"
        await at_once(pilot, "f", "f", "j", "s", "right", "enter")
    assert office.actions() == ["import", "split"]


async def test_keys_typed_right_after_a_sheet_opened_decide_nothing_under_it(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "f2", "q", "question_mark", "q", "ctrl+p", "a")
        await settled(pilot)
    assert office.actions() == ["import"]


async def test_what_was_typed_before_quitting_is_decided(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "a", "a", "a", "ctrl+q")
    assert office.labels() == ["assertion"] * 3 + [None]


async def test_what_was_typed_before_the_palette_is_decided(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "a", "a", "ctrl+p", "q")
    assert office.labels() == ["assertion"] * 2 + [None] * 2


async def test_corrections_typed_fast_in_a_note_are_made_in_order(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(
            pilot, "semicolon", *"not", "backspace", *"w", "left", *"e", "home", "delete", "k", "end", *"!", "enter"
        )
        assert "koew!" in await picture(pilot)


async def test_keys_typed_right_after_closing_a_prompt_are_answered(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "semicolon", "n", "enter", "a", "b", "slash", "z", "escape", "q")
    assert office.labels() == ["assertion", "background", "quote", None]


async def test_words_typed_right_after_a_second_slash_search_all_articles(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "slash", "slash", *"rates")
        assert "Rates rise by 3 percent." in await picture(pilot)
        await at_once(pilot, "enter")
        assert position(app) == (2, 3)


@pytest.mark.parametrize("turns", TURNS)
async def test_at_whatever_pace_words_go_to_the_editor_that_was_opened_for_them(office: Office, turns: int) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await dripped(
            pilot, turns, "a", "c", *"jcqs", "enter", "semicolon", *"bax", "enter", "q", "slash", *"it", "enter", "x"
        )
    assert office.actions() == ["import", "label", "claim", "note", "label", "label"]
    assert office.labels() == ["assertion", "quote", None, "not_a_claim"]
    (row,) = office.store().ledger()
    assert row.claim.text == "jcqs"


@pytest.mark.parametrize("turns", TURNS)
async def test_at_whatever_pace_keys_go_to_the_screen_that_was_opened_for_them(office: Office, turns: int) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await dripped(pilot, turns, "j", "c", *"It rose.", "enter")
        await dripped(
            pilot, turns, "e", *"ts1j", *"So", "enter", *"it is", "ctrl+s", *"yjyq", "l", *"ejx", "ctrl+s", *"qq", "a"
        )
        await dripped(pilot, turns, *"wjq", "b", "question_mark", "q", "x")
    assert office.labels() == [None, "assertion", "background", "not_a_claim"]
    store = office.store()
    (row,) = store.ledger()
    assert row.claim.text == "It rose."
    check = store.check(row.claim.uid)
    assert (check.status, check.justification) == ("in_check", "So\nit isx")


@pytest.mark.parametrize("turns", TURNS)
async def test_at_whatever_pace_words_go_to_the_field_of_a_sheet(office: Office, turns: int) -> None:
    office.add(FLOOD, BUDGET)
    app = office.app()
    async with app.run_test() as pilot:
        await dripped(pilot, turns, "a", "slash", "slash", *"rates", "enter", "b", "ctrl+p", *"qx", "escape", "q")
    assert office.labels() == ["assertion", "quote", None, None]
    assert office.labels(article=1) == [None, None, "background"]


@pytest.mark.parametrize("turns", TURNS)
async def test_at_whatever_pace_enter_in_the_palette_takes_what_is_found_for_the_words(
    office: Office, turns: int
) -> None:
    office.add(FLOOD, BUDGET)
    async with office.app().run_test() as pilot:
        await dripped(pilot, turns, "ctrl+p", *"article: council", "enter", "b", "x")
    assert office.labels(article=1) == ["background", "not_a_claim", None]


@pytest.mark.parametrize("turns", TURNS)
async def test_at_whatever_pace_tab_completes_a_name(office: Office, turns: int) -> None:
    office.add(SAID)
    async with office.app().run_test() as pilot:
        await dripped(pilot, turns, "j", "v", "w", *"Vera Stone", "enter", "enter")
        await dripped(pilot, turns, "v", "e", "w", "v", "e", "tab", "enter", "enter", "q")
    store = office.store()
    assert [one.name for one in store.speakers()] == ["Vera Stone"]
    assert office.labels() == [None, "quote", None]
