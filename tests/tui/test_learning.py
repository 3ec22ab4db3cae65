"""A day with suggestions: three articles by the space bar, one kind of label corrected, learned from, and undone."""

from textual.pilot import Pilot

from reviewer import settings
from reviewer.session import Session
from reviewer.store import Store
from reviewer.store.rows import ACCEPTED, OVERRIDDEN
from reviewer.suggesting import Suggesting
from reviewer.tui.app import ReviewerApp
from tests.conftest import by, place
from tests.finished import page, paraphrase_is_quote, texts, written
from tests.tui.conftest import LARGE, Office, at_once, picture, position, until

DONE = 18
"""So many articles were finished on other days: with the next one there are enough to try what was learned."""


async def test_the_third_article_shows_what_was_learned_and_undo_leads_back_to_the_first(office: Office) -> None:
    """The process that learns is a real one, begun under a real screen."""
    office.add(*(written(number) for number in range(DONE + 3)), names=tuple(f"{n:02}.txt" for n in range(DONE + 3)))
    store = office.store()
    for number in range(DONE):
        finish(store, number)
    open_ones = store.document_ids()[DONE:]
    session = Session(store, "Ann", open_ones)
    suggesting = Suggesting(session, database=office.database)
    app = ReviewerApp(session, settings.load(office.database), office.database, suggesting=suggesting)

    def reason(index: int) -> str:
        one = suggesting.suggestion(index)
        return one.reasons[-1] if one else ""

    async with app.run_test(size=LARGE) as pilot:
        first = await reviewed(pilot, suggesting, 9)
        assert set(first) == {ACCEPTED, OVERRIDDEN}
        second = await reviewed(pilot, suggesting, 9)
        await until(pilot, lambda: reason(1).startswith("learned from"), 60)
        third = await reviewed(pilot, suggesting, 1)  # what stood under the cursor stands on
        assert "learned from" in await picture(pilot)
        third += await reviewed(pilot, suggesting, 8)
        assert set(third) == {ACCEPTED}, "what was corrected before is suggested by now"
        assert all(None not in office.labels(article=DONE + number) for number in range(3))
        taken = [*first, *second, *third]
        for _ in taken:
            await at_once(pilot, "u")
        assert position(app) == (1, 1)
    assert all(set(office.labels(article=DONE + number)) == {None} for number in range(3))
    assert not [one for document in open_ones for one in store.attributions(document, "Ann")]
    assert not store.speakers()
    assert office.actions().count("undo") == len(taken)
    assert office.actions().count("accept") == taken.count(ACCEPTED)


def finish(store: Store, number: int) -> None:
    """Label an article as on another day."""
    for index, text in enumerate(texts(page(number))):
        at = place(store, store.document_ids()[number], index)
        store.annotate(at, by("Ann"), "label", label=paraphrase_is_quote(text))


async def reviewed(pilot: Pilot[None], suggesting: Suggesting, count: int) -> list[str]:
    """Take what is suggested by space, or give the label by its key where that is wrong; return what became of each."""
    app = pilot.app
    assert isinstance(app, ReviewerApp)
    became = []
    for _ in range(count):
        await until(pilot, lambda: suggesting.here() is not None)
        here, focus = suggesting.here(), app.session.focus()
        assert here
        assert focus
        wanted = paraphrase_is_quote(focus.sentence.text)
        became.append(ACCEPTED if here.suggestion.label == wanted else OVERRIDDEN)
        await at_once(pilot, "space" if became[-1] == ACCEPTED else wanted[0])
    return became
