"""The adjudication screen: sides side by side, one key takes one; driven by keys."""

import pytest
from textual.pilot import Pilot

from reviewer.adjudicating import Adjudicating
from reviewer.claiming import Claiming
from reviewer.errors import Refused
from reviewer.layers import ADJUDICATED
from reviewer.marking import Marking
from reviewer.session import Session
from reviewer.settings import Settings, load
from reviewer.store.rows import Act, Place
from reviewer.tui.app import ReviewerApp
from tests.tui.conftest import BUDGET, FLOOD, LARGE, SMALL, Office, at_once, message, picture, settled
from tests.tui.test_hostile import HOSTILE, unsafe

NAMES = ("Ann", "Ben", "Cy", "Dan", "Eve")
QUOTED = "Talks end\n\n“We are done,” Ann Poe said. It rained all day.\n"


def labelled(office: Office, *given: tuple[str, str], article: int = 0) -> None:
    """Label an article's sentences, in order, as several reviewers: name and label keys."""
    words = {"q": "quote", "a": "assertion", "b": "background", "x": "not_a_claim"}
    store = office.store()
    for name, keys in given:
        session = Session(store, name, [store.document_ids()[article]])
        for index, key in enumerate(keys):
            session.go(index)
            if key != ".":
                session.decide(words[key])


def adjudication(office: Office, reviewer: str = "Zoe", given: Settings | None = None) -> ReviewerApp:
    """Sit an adjudicator down, as `reviewer adjudicate` does."""
    store, chosen = office.store(), given or load(office.database)
    return ReviewerApp(Session(store, reviewer, ()), chosen, office.database, Adjudicating(store, reviewer))


def gold(office: Office, article: int = 0) -> list[str | None]:
    return office.labels(ADJUDICATED, article)


async def head(pilot: Pilot[None]) -> list[str]:
    """Return the two rows above."""
    return (await picture(pilot)).splitlines()[:2]


async def test_it_shows_the_sides_and_one_key_takes_one(office: Office) -> None:
    office.add(FLOOD)
    labelled(office, ("Ann", "aaab"), ("Ben", "aabb"))
    app = adjudication(office)
    async with app.run_test(size=SMALL) as pilot:
        drawn = await picture(pilot)
        assert "sentence 3 of 4 · article 1 of 1" in drawn
        assert "3 agree · 1 differ · 0 settled" in drawn
        assert "they differ in label" in drawn
        row = next(line for line in drawn.splitlines() if "◆ assertion" in line)
        assert row.startswith("≠ ◆ assertion")
        assert "│ ○ background" in row
        await pilot.press("2")
        assert "settled: background, as Ben has it · all is settled" in await message(pilot)
        assert "3 agree · 0 differ · 1 settled" in await picture(pilot)
        assert gold(office) == [None, None, "background", None]
        await pilot.press("equals_sign")
        assert "settled: 3 sentences" in await message(pilot)
        await pilot.press("u", "u")
        assert gold(office) == [None] * 4
        await pilot.press("ctrl+r", "ctrl+r", "escape")
    assert gold(office) == ["assertion", "assertion", "background", "background"]


async def test_keys_typed_ahead_are_answered_one_after_the_other(office: Office) -> None:
    office.add(FLOOD, BUDGET)
    labelled(office, ("Ann", "aaaa"), ("Ben", "bbbb"))
    labelled(office, ("Ann", "qqq"), ("Ben", "qqx"), article=1)
    app = adjudication(office)
    async with app.run_test() as pilot:
        await at_once(pilot, "1", "2", "x", "8", "1", "2", "equals_sign", "left_square_bracket")
    assert gold(office) == ["assertion", "background", "not_a_claim", "assertion"]
    assert gold(office, 1) == ["quote", "quote", "not_a_claim"]


async def test_it_opens_from_the_review_screen_and_leads_back(office: Office) -> None:
    office.add(FLOOD)
    labelled(office, ("Ann", "aaaa"), ("Ben", "abab"))
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "A", "1", "2", "escape", "k", "b")
        await settled(pilot)
        assert app.screen is app.review
    assert gold(office) == [None, "assertion", None, "background"]
    assert "background" in office.labels(), "what was typed behind escape went to the article"


async def test_editing_opens_the_article_on_the_settled_layer_and_escape_comes_back(office: Office) -> None:
    office.add(QUOTED)
    labelled(office, ("Ann", "xqb"), ("Ben", "xab"))
    app = adjudication(office)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("e")
        drawn = await picture(pilot)
        assert "adjudicated: Talks end" in drawn
        assert "others" in drawn
        await pilot.press("v", "enter", "q", "k", "k", "escape")
        assert "1 settled" in await picture(pilot)
        assert "ago" not in await message(pilot)
        await pilot.press("e", "escape", "1")
    assert gold(office) == [None, "quote", None]
    store = office.store()
    assert store.attributions(1, "Ann") == store.attributions(1, "Ben") == []
    assert {decision.reviewer for decision in store.log(limit=3)} == {"Zoe"}


async def test_spans_speakers_notes_and_claims_stand_beside_each_other(office: Office) -> None:
    office.add(QUOTED)
    labelled(office, ("Ann", "xqb"), ("Ben", "xqb"))
    store = office.store()
    session = Session(store, "Ben", store.document_ids())
    session.go(1)
    session.set_note("ask her")
    Claiming(session).save_claim("", "The talks are over.")
    Marking(session).save()
    app = adjudication(office)
    async with app.run_test(size=LARGE) as pilot:
        drawn = await picture(pilot)
        assert "they differ in who said it" in drawn
        for words in ("≠ → Ann Poe", "Q “We are done,”", "C said", "; ask her", "1 The talks are over."):
            assert words in drawn
        await pilot.press("2")
    (one,) = store.attributions(1, ADJUDICATED)
    assert one.speaker == store.attributions(1, "Ben")[0].speaker
    assert [claim.text for claim in store.claims(1, ADJUDICATED)] == ["The talks are over."]


@pytest.mark.parametrize(("size", "beside"), [(SMALL, 3), (LARGE, 4)])
async def test_more_reviewers_than_fit_come_page_by_page(office: Office, size: tuple[int, int], beside: int) -> None:
    office.add(FLOOD)
    labelled(office, *((name, "a" if name != "Eve" else "q") for name in NAMES))
    app = adjudication(office)
    async with app.run_test(size=size) as pilot:
        drawn = await picture(pilot)
        assert [name in drawn for name in NAMES] == [True] * beside + [False] * (5 - beside)
        assert f"sides 1–{beside} of 5, ← → more" in drawn
        await pilot.press(*["right"] * beside)
        drawn = await picture(pilot)
        assert "Eve" in drawn
        assert "Ann" not in drawn
        await pilot.press("right", "right", "left", "right", "space")
    assert gold(office)[0] == "quote"


async def test_a_digit_takes_a_side_that_is_out_of_view(office: Office) -> None:
    office.add(FLOOD)
    labelled(office, *((name, "a" if name != "Eve" else "q") for name in NAMES))
    async with adjudication(office).run_test() as pilot:
        await pilot.press("6")
        assert "there is no side 6 here" in await message(pilot)
        await pilot.press("5")
    assert gold(office)[0] == "quote"


async def test_hidden_names_are_letters_in_an_order_that_tells_nothing(office: Office) -> None:
    office.add(FLOOD)
    labelled(office, ("Ann", "aaaa"), ("Ben", "bbbb"))
    async with adjudication(office).run_test() as pilot:
        await pilot.press("h")
        orders = []
        for _ in range(4):
            drawn = await picture(pilot)
            assert "Ann" not in drawn
            assert "Ben" not in drawn
            assert "▸1 A" in drawn
            orders.append("◆ assertion" in next(line for line in drawn.splitlines() if "≠ ◆" in line or "≠ ○" in line))
            first = next(line for line in drawn.splitlines() if line.startswith(("≠ ◆", "≠ ○")))
            await pilot.press("1")
            assert gold(office)[len(orders) - 1] == ("assertion" if "≠ ◆" in first else "background")


async def test_other_keys_for_labels_hold_here_too(office: Office) -> None:
    office.add(FLOOD)
    labelled(office, ("Ann", "aaaa"), ("Ben", "bbbb"))
    (office.folder / "reviewer.toml").write_text(
        '[keys]\n"label.quote" = ["1", "Q"]\n"label.assertion" = ["t"]\n', "utf-8"
    )
    async with adjudication(office).run_test() as pilot:
        assert "Q t b x anew" in await picture(pilot)
        await pilot.press("Q", "t", "1")
    assert gold(office) == ["quote", "assertion", "assertion", None]


async def test_where_there_is_nothing_it_says_what_to_do(office: Office) -> None:
    office.add(FLOOD)
    async with adjudication(office).run_test() as pilot:
        drawn = await picture(pilot)
        assert "Nothing to settle." in drawn
        assert "reviewer assign --overlap 2" in drawn
        await at_once(pilot, *"12qx9=nhe", "space", "left", "right_square_bracket", "pagedown", "u")
        assert "nothing to undo" in await message(pilot)
        await pilot.press("question_mark")
        assert "take side 1" in await picture(pilot)
        await pilot.press("escape", "ctrl+p")
        assert "Export" not in await picture(pilot)
        await pilot.press("escape", "ctrl+q")
    assert gold(office) == [None] * 4


@pytest.mark.parametrize(
    "name",
    [
        "escape sequence",
        "action markup",
        "C1 controls",
        "bidi controls",
        "very long word",
        "lone combining marks",
        "CJK",
    ],
)
async def test_hostile_names_notes_and_claims_do_no_harm(office: Office, name: str) -> None:
    text = HOSTILE[name]
    office.put((text, f"News of {text}\n\nThe mayor said {text} on Monday.\n"))
    labelled(office, (text[:60], "aa"), ("Ben", "ba"))
    store = office.store()
    session = Session(store, text[:60], store.document_ids())
    session.go(0)
    session.set_note(text)
    Claiming(session).save_claim("", f"x{text}")
    app = adjudication(office)
    async with app.run_test(size=SMALL) as pilot:
        drawn = await picture(pilot)
        await pilot.press("pagedown", "1")
        drawn += await picture(pilot)
        await pilot.press("e")
        drawn += await picture(pilot)
        assert not unsafe(drawn)
        assert app.is_running
    assert gold(office)[0] in {"assertion", "background"}


async def test_a_reviewer_of_the_article_sees_nothing_before_deciding(office: Office) -> None:
    office.add(FLOOD)
    labelled(office, ("Ann", "aaaa"), ("Ben", "bbbb"), ("Cy", "...q"))
    async with adjudication(office, "Cy").run_test() as pilot:
        assert "0 agree · 1 differ · 0 settled · 3 wait for your own label first" in (await head(pilot))[1]
        assert "sentence 4 of 4" in (await head(pilot))[0]
        await pilot.press("k", "e")
        assert "3 sentences wait here for your own label first" in await message(pilot)
        await pilot.press("1")
        assert "nothing else is open; 3 sentences wait" in await message(pilot)


async def test_what_another_process_has_changed_is_looked_at_again(office: Office) -> None:
    office.add(FLOOD)
    labelled(office, ("Ann", "aaaa"), ("Ben", "bbbb"))
    async with adjudication(office).run_test() as pilot:
        await picture(pilot)
        labelled(office, ("Ben", "q"))
        await pilot.press("2")
        assert "look again" in await message(pilot)
        assert "❝ quote" in await picture(pilot)
        await pilot.press("2")
    assert gold(office)[0] == "quote"


async def test_a_click_on_a_name_takes_that_side(office: Office) -> None:
    office.add(FLOOD)
    labelled(office, ("Ann", "aaaa"), ("Ben", "bbbb"))
    async with adjudication(office).run_test(size=SMALL) as pilot:
        rows = (await picture(pilot)).splitlines()
        y = next(number for number, row in enumerate(rows) if "▸1 Ann" in row)
        await pilot.click(offset=(rows[y].index("Ben"), y))
        await settled(pilot)
    assert gold(office)[0] == "background"


def test_a_label_that_there_is_not_is_refused(office: Office) -> None:
    office.add(FLOOD)
    labelled(office, ("Ann", "a"), ("Ben", "b"))
    sitting = Adjudicating(office.store(), "Zoe")
    with pytest.raises(Refused, match="no label"):
        sitting.decide("nonsense")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_a_merge_set_aside_is_a_side_though_one_reviewer_only_has_labelled(
    office: Office, size: tuple[int, int]
) -> None:
    office.add(FLOOD)
    home = office.taken_home()
    labelled(office, ("Ann", "abaa"))
    labelled(home, ("Ann", "axaa"))
    home.store().annotate(Place(1, home.store().layout(1).ids[2]), Act("Ann", "reviewer-1", "key"), "note", note="hm")
    home.close()
    office.store().unite([home.database])
    async with adjudication(office).run_test(size=size) as pilot:
        drawn = await picture(pilot)
        assert "0 agree · 1 differ · 0 settled" in drawn
        assert "≠ a merge set aside: label" in drawn
        assert "▸1 Ann" in drawn
        assert "2 Ann, set aside" in drawn
        row = next(line for line in drawn.splitlines() if "not a claim" in line)
        assert row.startswith("≠ · not a claim") or "not a claim" in row.split("│")[0]
        assert "○ background" in row.split("│")[1]
        await pilot.press("right", "space")
        assert "settled: background, as Ann, set aside has it · all is settled" in await message(pilot)
        assert "Nothing to settle" in await picture(pilot)
        await pilot.press("u")
        assert "≠ a merge set aside: label" in await picture(pilot)
        await pilot.press("ctrl+r")
    assert gold(office) == [None, "background", None, None]
    assert office.store().conflicts() == []


async def test_conflicts_that_no_side_shows_are_counted(office: Office) -> None:
    office.add(FLOOD)
    labelled(office, ("Ann", "aaaa"), ("Ben", "bbbb"))
    home = office.taken_home()
    for one, at in ((office, 29), (home, 35)):
        store = one.store()
        store.split(Place(1, store.layout(1).ids[1]), at, Act("Ann", "reviewer-1", "key"))
    home.close()
    office.store().unite([home.database])
    async with adjudication(office).run_test(size=LARGE) as pilot:
        assert "1 conflict of a merge: reviewer merge --conflicts" in await picture(pilot)


async def test_a_long_name_does_not_hide_that_it_was_set_aside(office: Office) -> None:
    office.add(FLOOD)
    name = "Annabel-Theodora of Ham"
    home = office.taken_home()
    labelled(office, (name, "a"), ("Ben", "a"))
    labelled(home, (name, "b"))
    home.close()
    office.store().unite([home.database])
    async with adjudication(office).run_test(size=SMALL) as pilot:
        drawn = await picture(pilot)
        assert "2 Annabel-…, set aside" in drawn
