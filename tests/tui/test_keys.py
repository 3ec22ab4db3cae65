"""Each key of the action table does its one thing, on a real database."""

from reviewer.keys import ACTIONS, shown
from reviewer.labels import LABELS
from tests.tui.conftest import BUDGET, FLOOD, LARGE, SEED, Office, at_once, message, picture, position, top


async def test_a_label_key_decides_saves_and_moves_on(office: Office) -> None:
    office.add(SEED)
    app = office.app()
    async with app.run_test() as pilot:
        for number, label in enumerate(LABELS):
            await at_once(pilot, label.key, label.digit)
            assert position(app) == (1, 2 * number + 3)
            assert office.labels()[2 * number :][:3] == [label.name, label.name, None], "others see it"
        assert "8/23" in await top(pilot)


async def test_a_decision_skips_what_is_decided(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "j", "a", "g", "x")
        assert position(app) == (1, 3)


async def test_the_last_decision_of_an_article_leads_to_the_next_one(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, *"xaab")
        assert position(app) == (2, 1)
        assert "Council passes budget" in await top(pilot)
        assert "article 2 of 2" in await top(pilot)


async def test_a_decision_changed_later_takes_the_place_of_the_first(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "a", "k", "b")
        assert office.labels()[0] == "background"
        await at_once(pilot, "g")
        assert "assertion → background" in await picture(pilot)


async def test_undo_and_redo_go_where_the_change_was_across_articles_and_restarts(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, *"xaabq")
        assert position(app) == (2, 2)
        await at_once(pilot, "u", "u")
        assert position(app) == (1, 4)
        assert "undone: background" in await message(pilot)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "u", "u", "u")
        assert position(app) == (1, 1)
        assert office.labels() == [None] * 4
        await at_once(pilot, *["ctrl+r"] * 5)
        assert position(app) == (2, 1)
        assert "done again: quote" in await message(pilot)
    assert office.labels() == ["not_a_claim", "assertion", "assertion", "background"]
    assert office.labels(article=1) == ["quote", None, None]


async def test_moving_changes_nothing(office: Office) -> None:
    office.add(SEED)
    app = office.app()
    async with app.run_test() as pilot:
        for keys, sentence in [
            ("j", 2), ("down", 3), ("k", 2), ("up", 1), ("up", 1), ("G", 23), ("j", 23), ("g", 1), ("end", 23),
            ("home", 1),
        ]:  # fmt: skip
            await at_once(pilot, keys)
            assert position(app) == (1, sentence), keys
        await at_once(pilot, "pagedown")
        down = app.session.cursor
        assert down > 2
        await at_once(pilot, "pageup")
        assert app.session.cursor < down
    assert office.actions() == ["import"]


async def test_next_and_previous_undecided(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "j", "a", "g", "n")
        assert position(app) == (1, 3)
        await at_once(pilot, "p")
        assert position(app) == (1, 1)
        await at_once(pilot, "G", "n")
        assert position(app) == (2, 1)


async def test_next_and_previous_article_come_back_to_the_place_left(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "j", "j", "right_square_bracket")
        assert position(app) == (2, 1)
        await at_once(pilot, "left_square_bracket")
        assert position(app) == (1, 3)


async def test_merge_and_undo_it(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "j", "m")
        assert "sentence 2 of 3" in await picture(pilot)
        assert "The river rose on Monday. The mayor" in await picture(pilot)
        await at_once(pilot, "u")
        assert "sentence 2 of 4" in await picture(pilot)


async def test_split_chooses_the_place_by_word(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "j", "s")
        assert "split" in await message(pilot)
        await at_once(pilot, "home", "right", "enter")
        assert "sentence 2 of 5" in await picture(pilot)
        sheet = app.session.sheet
        assert sheet
        assert [sheet.sentence(index).text for index in (1, 2)] == ["The river", "rose on Monday."]
        await at_once(pilot, "u")
        assert "sentence 2 of 4" in await picture(pilot)


async def test_split_by_character_and_leaving_it(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "s", "home", "shift+right", "escape")
        assert office.actions() == ["import"]
        await at_once(pilot, "s", "home", "shift+left", "shift+left", "enter")
        sheet = app.session.sheet
        assert sheet
        assert sheet.sentence(0).text == "Floo"


async def test_uncertain_is_a_flag_beside_the_label(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "exclamation_mark")
        assert position(app) == (1, 1)
        assert "! uncertain" in await picture(pilot)
        await at_once(pilot, "exclamation_mark")
        assert "! uncertain" not in await picture(pilot)
    assert office.actions() == ["import", "uncertain", "uncertain"]


async def test_a_note_is_written_changed_and_taken_off(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "semicolon", *"no", "enter")
        assert "note: no" in await picture(pilot)
        await at_once(pilot, "semicolon", "t", "enter")
        assert "note: not" in await picture(pilot)
        await at_once(pilot, "semicolon", "x", "escape")
        assert "notx" not in await picture(pilot)
        await at_once(pilot, "semicolon", "backspace", "backspace", "backspace", "enter")
        assert "note removed" in await picture(pilot)
    assert office.actions() == ["import", "note", "note", "note"]
    assert office.labels() == [None] * 4


async def test_clear_takes_the_label_off(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "a", "k", "delete")
        assert office.labels() == [None] * 4
        assert position(app) == (1, 1)


async def test_the_key_list_names_every_key(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test(size=(120, 80)) as pilot:
        for key in ("question_mark", "f1"):
            await at_once(pilot, key)
            drawn = await picture(pilot)
            for action in ACTIONS:
                assert all(shown(one) in drawn for one in action.keys), action
            assert "nothing to redo" in drawn, "what is dimmed says why"
            await at_once(pilot, "q")
            assert app.screen is app.review
    assert office.actions() == ["import"]


async def test_the_guidelines_open_and_close(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "f2")
        await pilot.pause(0.2)
        assert "Which label?" in await picture(pilot)
        await at_once(pilot, "escape")
        assert app.screen is app.review


async def test_quit_leaves_at_once(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "ctrl+q")
        assert app._exit


async def test_a_key_that_does_nothing_says_why(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        for key, why in [
            ("ctrl+r", "nothing to redo"),
            ("delete", "this sentence has no label to clear"),
            ("p", "no sentence before this one is undecided"),
            ("right_square_bracket", "this is the last article"),
            ("left_square_bracket", "this is the first article"),
            ("m", "another paragraph"),
        ]:
            await at_once(pilot, key)
            assert why in await message(pilot)
        await at_once(pilot, "G")
        assert not (await message(pilot)).strip(), "the next key takes the answer away"
        await at_once(pilot, "m")
        assert "this is the last sentence" in await message(pilot)
    assert office.actions() == ["import"]


async def test_undo_with_nothing_decided_by_this_reviewer_says_so(office: Office) -> None:
    office.add(FLOOD)
    app = office.app("Ben")
    async with app.run_test() as pilot:
        await at_once(pilot, "u")
        assert "nothing to undo" in await message(pilot)
    assert office.actions() == ["import"], "what Ann imported is not Ben's to undo"


async def test_a_step_past_an_end_says_why_nothing_moved(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "k")
        assert "this is the first sentence of the article" in await message(pilot)
        await at_once(pilot, "G", "j")
        assert "this is the last sentence of the article" in await message(pilot)
        await at_once(pilot, "f", "x", "k")
        assert "only not a claim: none before this one in the article" in await message(pilot)
