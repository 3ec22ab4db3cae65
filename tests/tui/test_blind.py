"""A sitting is blind: nothing of what others say is on any screen before the sentence is decided; --open shows it."""

import pytest
from textual.pilot import Pilot

from reviewer import settings
from reviewer.adjudicating import Adjudicating
from reviewer.claiming import Claiming
from reviewer.layers import ADJUDICATED, again
from reviewer.marking import Marking
from reviewer.session import Session
from reviewer.store.rows import Act
from reviewer.tui.app import ReviewerApp
from reviewer.tui.ledger import CHECK_FILTERS
from tests.tui.conftest import LARGE, Office, at_once, picture, typed

TEXT = "Talks end\n\n“We are done,” Ann Poe said. It rained all day.\n"
MARKS = ("Zebra note", "Zebra claim", "Zebra once more", "Quarterback")
"""Words that only another layer holds."""


@pytest.fixture
def shared(office: Office) -> Office:
    """Give an article that Ben has labelled, marked, noted and claimed; one sentence is settled, one is asked again."""
    office.add(TEXT)
    store = office.store()
    session = Session(store, "Ben", store.document_ids())
    session.go(1)
    Marking(session).save()
    session.decide("background")
    session.go(1)
    session.toggle_uncertain()
    session.set_note("Zebra note")
    Claiming(session).worthiness("CFS")
    Claiming(session).save_claim("", "Zebra claim")
    for layer in (again("Ann"), ADJUDICATED):
        other = Session(store, "Ben", store.document_ids(), layer=layer)
        other.go(1)
        other.set_note("Quarterback")
        other.decide("background")
        other.go(1)
        Claiming(other).save_claim("", "Zebra once more")
    return office


def opened(office: Office, reviewer: str = "Ann") -> ReviewerApp:
    """Sit a reviewer down with --open."""
    store = office.store()
    session = Session(store, reviewer, store.document_ids(), sees_others=True)
    return ReviewerApp(session, settings.load(office.database), office.database)


def again_as(office: Office, reviewer: str) -> ReviewerApp:
    """Sit a reviewer down to answer a second time."""
    store = office.store()
    session = Session(store, reviewer, store.document_ids(), layer=again(reviewer))
    return ReviewerApp(session, settings.load(office.database), office.database)


async def everywhere(pilot: Pilot[None], *, taking_back: bool = True) -> str:
    """Return what every screen shows that can be opened from the second sentence."""
    drawn = ""
    for keys in (
        ("g", "j"), ("c",), ("escape", "d"), ("escape", "l"), ("f", "r"), ("o",), ("escape", "w"), ("escape", "A"),
        ("n", "j", "k", "e", "1"), ("escape", "slash", "slash"), ("escape", "f", "b"), ("f", "f", "f1"),
        ("escape", "f2"), ("escape", "v"), ("escape", "u"), ("ctrl+r", "ctrl+p"),
    ):  # fmt: skip
        await at_once(pilot, *(key for key in keys if taking_back or key not in {"u", "ctrl+r"}))
        drawn += await picture(pilot)
        if keys[-1] == "slash":
            await typed(pilot, "zebra")
            drawn += await picture(pilot)
    await typed(pilot, "sentence", 0.2)
    drawn += await picture(pilot)
    await at_once(pilot, "escape")
    return drawn.replace("search: zebra", "")


async def test_nothing_of_others_is_on_any_screen(shared: Office) -> None:
    async with shared.app().run_test(size=LARGE) as pilot:
        drawn = await everywhere(pilot)
    for words in (*MARKS, "Ben", "▸CFS", "! uncertain", "▸ ○ background", "others", "(again)"):
        assert words not in drawn, words


async def test_once_it_is_decided_the_ledger_may_show_anothers_claim_but_not_what_was_settled(shared: Office) -> None:
    async with shared.app().run_test(size=LARGE) as pilot:
        await at_once(pilot, "g", "j", "a", "l", "f", "r")
        drawn = await picture(pilot)
        assert "Zebra claim" in drawn
        assert "Zebra once more" not in drawn
        await at_once(pilot, "escape", "g", "j")
        assert "Zebra" not in await picture(pilot), "the panel stays one's own"


async def test_a_claim_that_is_in_check_is_desk_work_and_shows_no_label(shared: Office) -> None:
    store = shared.store()
    store.step(store.claims(1, "Ben")[0].uid, "to_check", Session(store, "Cy", ()).act("key"))
    async with shared.app().run_test(size=LARGE) as pilot:
        await at_once(pilot, "l", "f", "r")
        drawn = await picture(pilot)
        assert "Zebra claim" in drawn
        assert "backgr" not in drawn.splitlines()[2]
        assert "CFS" not in drawn.splitlines()[2]


async def test_the_check_of_anothers_claim_and_its_history_tell_no_label_and_nobody_who_said_it(shared: Office) -> None:
    store = shared.store()
    for layer in ("Ben", ADJUDICATED):
        store.step(store.claims(1, layer)[0].uid, "to_check", Session(store, "Cy", ()).act("key"))
    async with shared.app().run_test(size=LARGE) as pilot:
        drawn = ""
        for keys in (("l", "f", "r"), ("e",), ("y",), ("escape", "escape", "y"), ("escape", "j", "e"), ("y",)):
            await at_once(pilot, *keys)
            drawn += await picture(pilot)
        assert "Zebra claim" in drawn
        assert "misattributed" in drawn, "whether somebody is quoted is not told, so one may be given"
        for words in ("Ann Poe  ", "said by", "backgr", "CFS", "Zebra note", "Quarterback", "settled: background"):
            assert words not in drawn, words
        await at_once(pilot, "escape", "escape", "escape", "g", "j", "a", "l", "k", "e")
        assert "said by Ann Poe" in await picture(pilot), "who has decided may see it"


async def test_the_history_of_a_settled_claim_tells_nothing_else_that_was_settled(shared: Office) -> None:
    store = shared.store()
    ben = Session(store, "Ben", store.document_ids())
    ben.go(2)
    ben.decide("assertion")
    ben.go(2)
    Claiming(ben).save_claim("", "Zebra in the rain")
    sides = {one: next(side for side in given if side.layer == "Ben") for one, given in store.sides(1).items()}
    store.settle(1, sides.items(), Act("Cy", "reviewer-1", "key", layer=ADJUDICATED))
    claim = next(one for one in store.claims(1, ADJUDICATED) if one.text == "Zebra claim")
    store.step(claim.uid, "to_check", Session(store, "Cy", ()).act("key"))
    async with shared.app().run_test(size=LARGE) as pilot:
        await at_once(pilot, "l", "f", "r", "y")
        drawn = await picture(pilot)
        assert "history of: Zebra claim" in drawn
        assert "claim: Zebra claim" in drawn
        for words in ("Zebra in the rain", "sentences", "assertion", "background", "CFS"):
            assert words not in drawn, words


async def test_an_open_sitting_tells_in_the_check_who_said_it(shared: Office) -> None:
    store = shared.store()
    store.step(store.claims(1, "Ben")[0].uid, "to_check", Session(store, "Cy", ()).act("key"))
    async with opened(shared).run_test(size=LARGE) as pilot:
        await at_once(pilot, "l", "f", "r", "e")
        assert "said by Ann Poe" in await picture(pilot)


async def test_beside_second_answers_no_filter_of_the_ledger_shows_the_first(shared: Office) -> None:
    store = shared.store()
    claim = store.claims(1, "Ben")[0].uid
    for to in ("to_check", "in_check"):
        store.step(claim, to, Session(store, "Ben", ()).act("key"))
    app = again_as(shared, "Ben")
    async with app.run_test(size=LARGE) as pilot:
        for key in CHECK_FILTERS:
            await at_once(pilot, "l", "f", key, "f", "r")
            drawn = await picture(pilot)
            assert "Zebra claim" not in drawn, key
            assert "Zebra once more" not in drawn, key
            await at_once(pilot, "escape")


async def test_a_corrected_article_tells_second_answers_nothing_of_the_first(shared: Office) -> None:
    shared.add(TEXT.replace("done", "through"))
    async with again_as(shared, "Ben").run_test(size=LARGE) as pilot:
        drawn = await everywhere(pilot, taking_back=False)
    assert "changed in version 2" not in drawn
    for words in ("Zebra note", "Zebra claim", "▸CFS", "was: background"):
        assert words not in drawn, words
    async with shared.app("Ben").run_test(size=LARGE) as pilot:
        await at_once(pilot, "g", "j")
        assert "was: background" in await picture(pilot), "the first answers came back to whom they are of"


async def test_what_a_merge_set_aside_is_kept_from_whoever_has_yet_to_decide(shared: Office) -> None:
    home = shared.taken_home()
    for office, label in ((shared, "assertion"), (home, "not_a_claim")):
        store = office.store()
        session = Session(store, "Ben", store.document_ids())
        session.go(2)
        session.decide(label)
    home.close()
    shared.store().unite([home.database])
    store = shared.store()
    store.assign([(1, "Ann")], [], Act("Cy", "reviewer-1", "key"))
    session = Session(store, "Ann", store.document_ids())
    app = ReviewerApp(session, settings.load(shared.database), shared.database, Adjudicating(store, "Ann"))
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "n", "j", "k", "e", "1", "2", "q")
        drawn = await picture(pilot)
        assert "1 sentence waits for your own label first." in drawn
        for words in (*MARKS, "Ben", "set aside", "assertion", "not a claim"):
            assert words not in drawn, words


async def test_second_answers_show_nothing_of_the_first(shared: Office) -> None:
    async with again_as(shared, "Ben").run_test(size=LARGE) as pilot:
        drawn = await everywhere(pilot, taking_back=False)
    for words in ("Zebra note", "Zebra claim", "▸CFS", "! uncertain", "▸ ○ background"):
        assert words not in drawn, words


async def test_what_is_found_by_searching_is_answered_again_too(shared: Office) -> None:
    store = shared.store()
    session = Session(store, "Ben", store.document_ids(), layer=again("Ben"))
    app = ReviewerApp(session, settings.load(shared.database), shared.database)
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "slash", "slash")
        await typed(pilot, "rained", 0.2)
        drawn = await picture(pilot)
        assert "1 found" in drawn
        assert "○" not in "".join(row for row in drawn.splitlines() if "It rained" in row)
        await at_once(pilot, "enter")
        await at_once(pilot, "q")
    assert shared.labels(again("Ben"))[2] == "quote"
    assert shared.labels("Ben") == [None, "background", None]


async def test_an_open_sitting_shows_the_others_beside_ones_own(shared: Office) -> None:
    async with opened(shared).run_test(size=LARGE) as pilot:
        await at_once(pilot, "g", "j")
        drawn = await picture(pilot)
        assert "others" in drawn
        assert "Ben  ○ background" in drawn
        assert "CFS · ! uncertain · 1 claim" in drawn
        assert "→ Ann Poe, direct" in drawn
        assert "; Zebra note" in drawn
        assert "adjudicated  ○ background" in drawn
        await at_once(pilot, "l", "f", "r")
        assert "Zebra once more" in await picture(pilot)


async def test_adjudication_does_not_unblind(shared: Office) -> None:
    store = shared.store()
    cy = Session(store, "Cy", store.document_ids())
    cy.go(1)
    cy.decide("quote")
    ann = Session(store, "Ann", store.document_ids())
    ann.go(2)
    ann.decide("quote")
    app = ReviewerApp(ann, settings.load(shared.database), shared.database, Adjudicating(store, "Ann"))
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "n", "k", "e", "1", "2", "q")
        drawn = await picture(pilot)
        assert "1 sentence waits for your own label first." in drawn
        for words in (*MARKS, "Ben", "Cy", "background"):
            assert words not in drawn
