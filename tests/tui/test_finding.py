"""Searching, filtering and the command palette."""

from tests.tui.conftest import BUDGET, FLOOD, LARGE, Office, at_once, message, picture, position, top, typed, until


async def test_search_goes_along_while_it_is_typed(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "j", "slash", *"bRi")
        assert position(app) == (1, 3)
        await at_once(pilot, "down")
        assert position(app) == (1, 1), "after the last comes the first"
        await at_once(pilot, "up", "enter")
        assert position(app) == (1, 3)
    assert office.actions() == ["import"]


async def test_escape_goes_back_to_where_the_search_began(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "j", "slash", *"1932")
        assert position(app) == (1, 4)
        await at_once(pilot, "escape")
        assert position(app) == (1, 2)
        await at_once(pilot, "slash", *"zeppelin", "enter")
        assert position(app) == (1, 2), "what is not there moves nothing"


async def test_a_second_slash_searches_all_articles(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "slash", *"rate", "slash")
        await pilot.pause(0.1)
        drawn = await picture(pilot)
        assert "Search all articles" in drawn
        assert "Rates rise by 3 percent." in drawn, "the word may be unfinished"
        await at_once(pilot, "enter")
        await pilot.pause(0.1)
        assert position(app) == (2, 3)
        await at_once(pilot, "slash", "slash")
        await pilot.pause(0.1)
        await typed(pilot, "the council")
        assert "1 found" in await picture(pilot)
        await at_once(pilot, "down", "up", "escape")
        assert position(app) == (2, 3)


async def test_a_filter_walks_only_through_what_passes(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "a", "b", "a", "g", "f")
        assert "undecided" in await message(pilot)
        await at_once(pilot, "a")
        assert "only assertion" in await picture(pilot)
        await at_once(pilot, "j")
        assert position(app) == (1, 3)
        await at_once(pilot, "k", "f", "n", "j")
        assert position(app) == (1, 4)
        await at_once(pilot, "f", "f", "k")
        assert position(app) == (1, 3)
        assert "only" not in await picture(pilot)
    assert office.actions() == ["import", "label", "label", "label"], "choosing a filter decides nothing"


async def test_the_palette_goes_to_a_sentence(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "ctrl+p")
        await pilot.pause(0.2)
        await typed(pilot, "3", 0.3)
        await at_once(pilot, "enter")
        await until(pilot, lambda: position(app) == (1, 3))


async def test_the_palette_goes_to_an_article(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "ctrl+p")
        await pilot.pause(0.2)
        await typed(pilot, "council passes", 0.3)
        await at_once(pilot, "enter")
        await until(pilot, lambda: position(app) == (2, 1))


async def test_the_palette_exports(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "a", "b", "ctrl+p")
        await pilot.pause(0.2)
        await typed(pilot, "export", 0.3)
        await at_once(pilot, "enter")
        await until(pilot, lambda: office.exported() == 2)
        await pilot.pause(0.1)
        assert "exported 2" in await message(pilot)


async def test_the_palette_does_what_a_key_does(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "ctrl+p")
        await pilot.pause(0.2)
        await typed(pilot, "assertion", 0.3)
        await at_once(pilot, "enter")
        await until(pilot, lambda: position(app) == (1, 2))
    assert office.labels()[0] == "assertion"


async def test_a_theme_is_remembered_for_its_reviewer(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "ctrl+p")
        await pilot.pause(0.2)
        await typed(pilot, "newsprint", 0.3)
        await at_once(pilot, "enter")
        await until(pilot, lambda: app.theme == "newsprint")
        assert "Flood closes bridge" in await top(pilot)
    assert office.app().theme == "newsprint"
    assert office.app("Ben").theme != "newsprint"
