"""A sitting from its beginning to its end: settings, resuming, the mouse, and what is said when nothing is left."""

import shutil
import sqlite3

import pytest

from reviewer import settings
from tests.tui.conftest import BUDGET, FLOOD, LARGE, SEED, SMALL, Office, at_once, message, picture, position, top


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_parts_of_the_screen(office: Office, size: tuple[int, int]) -> None:
    office.add(SEED)
    async with office.app().run_test(size=size) as pilot:
        await at_once(pilot, "x")
        drawn = (await picture(pilot)).splitlines()
        assert all(part in drawn[0] for part in ("Russia to respond", "article 1 of 1", "1/23", "saved"))
        assert "sentence 2 of 23" in drawn[1]
        assert "headline" in drawn[2]
        assert "– none" in drawn[1], "the gutter has a sign and a word"
        assert drawn[3].startswith("▶·"), "the current sentence has a sign of its own"
        assert "ctrl+q quit" in drawn[-1]
        assert len([part for part in drawn[-1].split("  ") if part.strip()]) <= 7
        for key in ("q 1", "a 2", "b 3", "x 0"):
            assert any(line.rstrip().endswith(key) for line in drawn)


async def test_it_resumes_where_this_reviewer_left_off(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "right_square_bracket", "j", "ctrl+q")
    app = office.app()
    async with app.run_test() as pilot:
        assert position(app) == (2, 2)
        assert "Council" in await top(pilot)
    app = office.app("Ben")
    async with app.run_test():
        assert position(app) == (1, 1), "another reviewer begins at the beginning"


async def test_it_resumes_after_the_last_decision_of_a_sitting_that_was_cut_off(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "a", "b")
    app = office.app()
    async with app.run_test():
        assert position(app) == (1, 3)


async def test_two_reviewers_do_not_see_each_others_labels(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "a")
    async with office.app("Ben").run_test() as pilot:
        assert "0/4" in await top(pilot)
        await at_once(pilot, "q")
    assert (office.labels()[0], office.labels("Ben")[0]) == ("assertion", "quote")


async def test_a_finished_article_names_the_next_step(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, *"aaaa", "left_square_bracket")
        drawn = await picture(pilot)
        assert "article finished" in drawn
        assert "n goes on" in drawn
        await at_once(pilot, "n")
        assert position(app) == (2, 1)


async def test_finished_work_names_the_next_step(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, *"aaaa")
        assert "4/4" in await top(pilot)
        assert "export" in await picture(pilot)
        await at_once(pilot, "n")
        assert "every sentence has its label" in await message(pilot)
        await at_once(pilot, "b")
    assert office.labels()[3] == "background", "a finished article can still be changed"


async def test_an_empty_database_names_the_next_step(office: Office) -> None:
    office.store()
    app = office.app()
    async with app.run_test() as pilot:
        assert "reviewer open" in await picture(pilot)
        for key in ("a", "x", "m", "s", "semicolon", "delete", "exclamation_mark", "u", "n", "p", "j", "G", "pagedown"):
            await at_once(pilot, key)
        for keys in (["slash", "a", "escape", "f", "n", "question_mark"], ["escape"], ["f2"], ["escape"], ["a"]):
            await at_once(pilot, *keys)
        assert "no sentence here" in await message(pilot)
    assert office.actions() == []


async def test_a_click_puts_the_cursor_on_a_sentence(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        drawn = (await picture(pilot)).splitlines()
        row = next(y for y, line in enumerate(drawn) if "mayor" in line)
        await pilot.click(offset=(20, row))
        assert position(app) == (1, 3)
        await pilot.click(offset=(20, len(drawn) - 4))
        assert position(app) == (1, 3), "below the text there is no sentence"


async def test_a_click_on_a_label_decides(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        drawn = (await picture(pilot)).splitlines()
        row = next(y for y, line in enumerate(drawn) if "background" in line)
        await pilot.click(offset=(70, row))
        assert position(app) == (1, 2)
    assert office.labels()[0] == "background"
    assert next(office.store().log()).origin == "mouse"


async def test_a_click_on_the_key_bar_does_what_the_key_does(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "a")
        bar = (await picture(pilot)).splitlines()[-1]
        await pilot.click(offset=(bar.index("undo"), 23))
        assert office.labels() == [None] * 4
        await pilot.click(offset=(bar.index("keys"), 23))
        await pilot.pause(0.1)
        assert "esc closes" in await picture(pilot)
        await at_once(pilot, "escape")
        await pilot.click(offset=(bar.index("quit"), 23))
        assert app._exit


async def test_keys_are_remapped_in_reviewer_toml(office: Office) -> None:
    office.add(FLOOD)
    (office.folder / "reviewer.toml").write_text(
        '[keys]\n"label.assertion" = ["z", "ä"]\nundo = "ctrl+z"\nquit = "f10"\npalette = "f9"\nhelp = "a"\n', "utf-8"
    )
    app = office.app()
    async with app.run_test() as pilot:
        drawn = await picture(pilot)
        assert any(line.rstrip().endswith("z ä") for line in drawn.splitlines())
        assert "ctrl+z undo" in drawn
        assert "a keys" in drawn
        await at_once(pilot, "z", "ä", "u")
        assert office.labels() == ["assertion", "assertion", None, None], "the old key does nothing"
        await at_once(pilot, "ctrl+z")
        assert office.labels() == ["assertion", None, None, None]
        await at_once(pilot, "f9")
        await pilot.pause(0.2)
        assert "Search for commands" in await picture(pilot)
        await at_once(pilot, "escape", "f10")
        assert app._exit


async def test_the_theme_of_reviewer_toml_is_the_first_one(office: Office) -> None:
    office.add(FLOOD)
    (office.folder / "reviewer.toml").write_text('theme = "newsprint"\n')
    assert office.app().theme == "newsprint"


async def test_a_theme_that_is_no_more_does_not_keep_anyone_out(office: Office) -> None:
    office.add(FLOOD)
    office.store().set_preference("Ann", "theme", "gone")
    async with office.app().run_test() as pilot:
        assert "saved" in await top(pilot)


async def test_what_cannot_be_saved_is_said_and_shown(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "a")
        other = sqlite3.connect(office.database)
        other.execute("CREATE TRIGGER full BEFORE INSERT ON decisions BEGIN SELECT RAISE(FAIL, 'disk is full'); END")
        other.close()
        await at_once(pilot, "b")
        assert position(app) == (1, 2), "the cursor stays on what was not saved"
        assert "NOT SAVED" in await top(pilot)
        assert "not saved" in await message(pilot)
        other = sqlite3.connect(office.database)
        other.execute("DROP TRIGGER full")
        other.close()
    assert office.labels() == ["assertion", None, None, None]


async def test_guidelines_of_a_project_that_cannot_be_read_are_said(office: Office) -> None:
    office.add(FLOOD)
    (office.folder / "reviewer.toml").write_text('[guidelines]\nfile = "none.md"\nversion = "ours-1"\n')
    app = office.app(given=settings.load(office.database))
    async with app.run_test(size=(250, 24)) as pilot:
        await at_once(pilot, "f2")
        assert "none.md: the guidelines named in reviewer.toml cannot be read" in await message(pilot)
        assert "saved ✓" in await top(pilot), "it has nothing to do with saving"
        await at_once(pilot, "a")
    assert office.labels()[0] == "assertion"


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (300, 100)])
async def test_any_size_of_window_will_do(office: Office, size: tuple[int, int]) -> None:
    office.add(SEED)
    async with office.app().run_test(size=size) as pilot:
        await at_once(pilot, "a", "question_mark")
        await at_once(pilot, "escape")
        await at_once(pilot, "semicolon", "a", "enter", "s", "right", "escape", "G", "q")
        await pilot.resize_terminal(80, 24)
        assert "sentence" in await picture(pilot)
    assert office.labels().count(None) == 21


async def test_what_another_process_writes_is_taken_over(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        async with office.app().run_test() as other:
            await other.press("a", "m")
        await at_once(pilot, "j")
        assert "1/3" in await top(pilot)


async def test_a_copy_of_the_folder_is_a_sitting_of_its_own(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "a")
    office.close()
    there = office.folder / "there"
    there.mkdir()
    shutil.copy(office.database, there / "reviewer.db")
    copied = Office(there)
    assert copied.labels()[0] == "assertion"
    copied.close()


async def test_a_backup_that_cannot_be_made_is_told_in_one_line_and_the_sitting_goes_on(office: Office) -> None:
    office.add(FLOOD)
    (office.folder / "reviewer.backups").write_text("a file where the folder should be")
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await app._back_up().wait()
        assert "no backup was made: " in await message(pilot)
        await at_once(pilot, "q")
        assert office.labels()[0] == "quote"
        (office.folder / "reviewer.backups").unlink()
        await app._back_up().wait()
    assert len(list((office.folder / "reviewer.backups").glob("*.db"))) == 1
