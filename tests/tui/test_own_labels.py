"""Labels of one's own on the screen: keys, panel, gutter, key list and guidelines follow the article."""

from pathlib import Path

from reviewer.adjudicating import Adjudicating
from reviewer.settings import load
from reviewer.tui.app import ReviewerApp
from reviewer.tui.review import OTHER_LABELS
from tests.schemes import OWN, SCHEME
from tests.tui.conftest import BUDGET, FLOOD, LARGE, SMALL, Office, at_once, message, picture


def mixed(office: Office) -> None:
    """Bring in an article under the program's labels, then one under those of the project."""
    office.add(BUDGET, names=("budget.txt",))
    (office.folder / "reviewer.toml").write_text(OWN, "utf-8")
    own(office, FLOOD)


def own(office: Office, text: str) -> None:
    """Bring in an article under the labels of the project."""
    path = Path(office.folder / "flood.txt")
    path.write_text(text, "utf-8")
    store = office.store()
    from reviewer.intake import Intake  # noqa: PLC0415 - named where it is used
    from tests.conftest import by  # noqa: PLC0415 - as above

    Intake(store, by("Ann"), scheme=SCHEME).take([str(path)])


async def test_keys_panel_and_gutter_are_those_of_the_article(office: Office) -> None:
    mixed(office)
    app = office.app()
    async with app.run_test(size=SMALL) as pilot:
        assert OTHER_LABELS in await message(pilot)
        assert "assertion" in await picture(pilot)
        await at_once(pilot, "a", "t", "right_square_bracket")
        drawn = await picture(pilot)
        assert "■ fact" in drawn
        assert "assertion" not in drawn
        assert OTHER_LABELS not in await message(pilot)
        await at_once(pilot, "t", "o")
        drawn = await picture(pilot)
        assert " ■ fact    Flood closes bridge" in drawn
        assert " ◆ an opi  The river rose on Monday." in drawn
        await at_once(pilot, "apostrophe", "a", "1")
        assert office.labels(article=1) == ["fact", "opinion", "quote", "fact"], "a means nothing here"
    assert office.labels() == ["assertion", None, None]


async def test_typing_ahead_over_two_articles_finds_the_keys_of_each(office: Office) -> None:
    mixed(office)
    app = office.app()
    async with app.run_test(size=SMALL) as pilot:
        await at_once(pilot, *"abx", *"toto", "u", "u")
        assert office.labels() == ["assertion", "background", "not_a_claim"]
        assert office.labels(article=1) == ["fact", "opinion", None, None]
        assert "undone: fact" in await message(pilot)


async def test_help_filter_and_guidelines_tell_of_them(office: Office) -> None:
    (office.folder / "reviewer.toml").write_text(OWN, "utf-8")
    own(office, FLOOD)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        assert "next undecided" in await picture(pilot)
        await at_once(pilot, "f")
        assert "t fact  o an opi  ' quote  f all" in await message(pilot)
        await at_once(pilot, "o")
        assert "walking only through: an opinion" in await message(pilot)
        await at_once(pilot, "f", "f", "question_mark")
        assert "fact: can be looked up" in await picture(pilot)
        await at_once(pilot, "escape", "f2")
        shown = await picture(pilot)
        assert "says what somebody thinks." in shown
        assert "Also what somebody hopes." in shown


async def test_what_is_settled_is_settled_in_the_labels_of_the_article(office: Office) -> None:
    (office.folder / "reviewer.toml").write_text(OWN, "utf-8")
    own(office, FLOOD)
    for reviewer, keys in (("Ann", "tttt"), ("Ben", "toto")):
        app = office.app(reviewer)
        async with app.run_test() as pilot:
            await at_once(pilot, *keys)
    store = office.store()
    sitting = Adjudicating(store, "Ann")
    settings = load(office.database)
    app = ReviewerApp(office.app().session, settings, office.database, adjudicating=sitting)
    async with app.run_test(size=LARGE) as pilot:
        drawn = await picture(pilot)
        assert "■ fact" in drawn
        assert "◆ an opinion" in drawn
        await at_once(pilot, "apostrophe")
        assert "quote" in await message(pilot)
    assert office.labels("adjudicated") == [None, "quote", None, None]
