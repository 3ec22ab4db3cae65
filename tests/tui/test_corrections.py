"""A sentence that came back because its article was corrected says what it was, until it has a label again."""

from reviewer.store.marks import Claim
from reviewer.store.rows import Act
from tests.tui.conftest import FLOOD, LARGE, SMALL, Office, picture

NEW = FLOOD.replace("on Monday", "on [/b] Tuesday")


async def test_the_panel_shows_the_old_label_and_a_word_diff(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("a", "b", "a", "b", "n")
    office.add(NEW)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("n")
        shown = " ".join((await picture(pilot)).split())
        assert "changed in version 2" in shown
        assert "was: background" in shown
        assert "[-Monday.-]" in shown
        assert "Tuesday.+}" in shown
        await pilot.press("b", "k")
        assert "changed in version 2" not in await picture(pilot)
        await pilot.press("u", "u")
        assert "on Monday" in await picture(pilot)
        assert office.labels() == ["assertion", "background", "assertion", "background"]


async def test_nobody_sees_what_others_had_said(office: Office) -> None:
    office.add(FLOOD)
    app = office.app("Ben")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a", "b", "a", "b")
    office.add(NEW)
    app = office.app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("j")
        shown = await picture(pilot)
        assert "was:" not in shown
        assert "[-" not in shown


async def test_an_open_screen_takes_over_a_correction_made_elsewhere(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("a", "b")
        office.add(NEW)
        app.session.catch_up()
        assert app.session.sheet
        assert app.session.sheet.document.version == 2
        await pilot.press("g", "n")
        assert "changed in version 2" in await picture(pilot)


async def test_the_ledger_keeps_a_claim_whose_words_are_gone_and_says_so(office: Office) -> None:
    office.add(FLOOD)
    store, start = office.store(), FLOOD.index("It was built")
    (document,) = store.document_ids()
    claim = Claim("", document, "Ann", start, start + 21, "The bridge is old.", False, "", "", "", "")
    store.put_claim(claim, Act("Ann", "reviewer-1", "key"))
    office.add(FLOOD.replace(" It was built in 1932.", ""))
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("l")
        shown = await picture(pilot)
        assert "The bridge is old." in shown
        assert "its words are gone" in shown
        await pilot.press("enter")
        assert app.session.cursor == 2
