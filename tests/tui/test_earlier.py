"""The key of what was said before: reminders, the list, going there and back, and the link, on the screen."""

from reviewer.store.review import APPROVED, DRAFTED, IN_CHECK, SECOND_REVIEW, TO_CHECK
from reviewer.store.rows import Act
from tests.tui.conftest import FLOOD, LARGE, SMALL, Office, Sitting, message, picture, position, typed, until

LATER = "Bridge reopened\n\nOn Monday the river rose. The mayor closed the bridge! Nobody was hurt.\n"
HOSTILE = "[/b] \x1b[31m tower\n\nThe [b]tower[/b] of the \x1b[31mold town fell on Monday.\n"


def refuted(office: Office) -> None:
    """Write a claim of Ann's on the flood article, and have it refuted and signed off."""
    store = office.store()
    document = store.document_ids()[0]
    layout = store.layout(document)
    from reviewer.store.marks import Claim  # noqa: PLC0415 - for these tests only

    ann, ben = (Act(name, "g", "key") for name in ("Ann", "Ben"))
    value = Claim("", document, "Ann", layout.starts[2], layout.ends[2], "The mayor closed it.", False, "", "", "", "")
    value = value._replace(text="The mayor closed the bridge.")
    uid = store.put_claim(value, ann).changes[0].key[0]
    for status in (TO_CHECK, IN_CHECK):
        store.step(uid, status, ann)
    store.find_out(uid, ann, verdict="not_enough_evidence", justification="No log.", searched="the archive")
    for status in (DRAFTED, SECOND_REVIEW):
        store.step(uid, status, ann)
    store.step(uid, APPROVED, ben)


async def test_a_resting_cursor_is_reminded_of_the_verdict_and_a_key_links_to_it(office: Office) -> None:
    office.add(FLOOD, LATER)
    refuted(office)
    app = Sitting(office).app
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("right_square_bracket", "j", "j")
        await until(pilot, lambda: "≈ checked" in drawn(app))
        assert "Flood closes bridge" in await picture(pilot)
        await pilot.press("i")
        assert "l links the claim · enter goes there" in await message(pilot)
        assert "≈ claim · again" in await picture(pilot)
        await pilot.press("l")
        seen = await picture(pilot)
        assert "claims 1" in seen
        assert "≈ checked" not in seen
        await pilot.press("i")
        assert "del unlinks" in await message(pilot)
        await pilot.press("delete", "u", "u")
        assert "claims 1" not in await picture(pilot)
    assert office.actions()[-4:] == ["claim", "claim", "undo", "undo"]


async def test_enter_goes_there_escape_comes_back_and_a_second_enter_stays(office: Office) -> None:
    office.add(FLOOD, LATER)
    refuted(office)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("right_square_bracket", "j", "j", "i", "enter")
        assert position(app) == (1, 3)
        assert "esc goes back" in await message(pilot)
        await pilot.press("q", "escape")
        assert position(app) == (2, 3)
        assert "≈ claim" in await picture(pilot)
        await pilot.press("escape")
        assert "≈ claim" not in await picture(pilot)
        await pilot.press("i", "enter", "enter", "a")
        assert position(app)[0] == 1
    assert office.actions()[-1] == "label"


async def test_the_list_goes_round_through_sentences_that_were_decided(office: Office) -> None:
    office.add(FLOOD, LATER)
    refuted(office)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("j", "a", "a", "right_square_bracket", "j", "i")
        assert "≈ sentence · again" in await picture(pilot)
        assert "l links" not in await message(pilot)
        await pilot.press("l")
        assert "≈ sentence" in await picture(pilot)
        await pilot.press("escape")
    assert "claim" not in office.actions()[-3:]


async def test_where_nothing_is_alike_it_says_so(office: Office) -> None:
    office.add(FLOOD, LATER)
    async with office.app().run_test() as pilot:
        await pilot.press("i")
        assert "nothing like this sentence" in await message(pilot)


async def test_hostile_titles_and_texts_do_no_harm(office: Office) -> None:
    office.put(("one", HOSTILE), ("two", HOSTILE.replace("Monday", "Monday evening")))
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("j", "c")
        await typed(pilot, "[/b] The tower of the old town fell on Monday.")
        await pilot.press("enter", "right_square_bracket", "j", "i")
        seen = await picture(pilot)
        assert "[/b] The tower of the old town" in seen
        assert "\x1b" not in seen


def drawn(app: object) -> str:
    """Return what is painted now."""
    strips = app.screen._compositor.render_strips()  # type: ignore[attr-defined]
    return "\n".join(strip.text for strip in strips)
