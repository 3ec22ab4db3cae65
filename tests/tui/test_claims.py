"""The claim keys on the screen: what they record, what the panel shows, and that no typed key goes astray."""

import sys

import pytest

from reviewer.store.marks import Claim
from tests.tui.conftest import FLOOD, LARGE, SMALL, Office, at_once, message, picture, position, settled, typed

ECHO = (
    "Flood closes bridge\n\nThe flood closed the bridge. Nobody was hurt.\n\n“The flood closed the bridge!” It rains."
)


def claims(office: Office, reviewer: str = "Ann") -> list[Claim]:
    store = office.store()
    return store.claims(store.document_ids()[0], reviewer)


async def test_a_claim_is_written_in_the_panel_while_the_article_stays_in_view(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await pilot.press("j", "c")
        await typed(pilot, "The Ouse rose.")
        drawn = await picture(pilot)
        for part in ("▶·         The river rose on Monday.", "new claim", "The Ouse rose.", "enter saves", "assertion"):
            assert part in drawn
        await pilot.press("enter")
        drawn = await picture(pilot)
        assert "claims 1" in drawn
        assert "1 The Ouse rose." in drawn
        assert "new claim" not in drawn
    assert [claim.text for claim in claims(office)] == ["The Ouse rose."]


async def test_escape_leaves_the_editor_and_records_nothing(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await pilot.press("c", *"abc", "escape", "j")
        assert position(app) == (1, 2)
    assert office.actions() == ["import"]


async def test_an_empty_claim_is_refused(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        await pilot.press("c", "enter")
        assert "a claim needs words" in await message(pilot)
    assert office.actions() == ["import"]


async def test_the_list_of_claims_adds_changes_marks_and_removes(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("c", *"one", "enter", "c")
        assert "c another" in await message(pilot)
        await pilot.press("c", *"two", "enter", "c", "2")
        assert "change claim" in await picture(pilot)
        await pilot.press("ctrl+t", "x", "enter")
        assert "2 twox (presupposed)" in await picture(pilot)
        await pilot.press("c", "exclamation_mark", "down")
        assert "▸2 twox" in await picture(pilot)
        await pilot.press("delete")
        assert "▸1 one (presupposed)" in await picture(pilot)
        await pilot.press("escape", "exclamation_mark")
        assert "▸1" not in await picture(pilot)
    assert [(claim.text, claim.presupposed) for claim in claims(office)] == [("one", True)]
    assert office.actions() == ["import", "claim", "claim", "claim", "claim", "claim", "uncertain"]


async def test_keys_typed_ahead_of_opening_and_closing_the_editor_are_each_answered_once(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "j", "c", *"qab", "enter", "9", "c", "c", *"no", "escape", "N", "a")
        await settled(pilot)
        assert position(app) == (1, 3)
    assert [claim.text for claim in claims(office)] == ["qab"]
    assert office.actions() == ["import", "claim", "check_worthiness", "claim_types", "label"]


async def test_a_pasted_claim_is_one_line_and_hostile_text_does_no_harm(office: Office) -> None:
    from textual import events  # noqa: PLC0415 - for this test only

    office.add(FLOOD)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("c")
        app.post_message(events.Paste("one\r\ntwo [/b]\x1b[31m"))
        await settled(pilot)
        await pilot.press("enter")
        assert "1 one two [/b]" in await picture(pilot)
        await pilot.press("c", "1")
        assert "\x1b" not in await picture(pilot)
    assert len(claims(office)) == 1


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_check_worthiness_and_types_stand_beside_their_keys_and_nothing_jumps(
    office: Office, size: tuple[int, int]
) -> None:
    office.add(FLOOD)
    async with office.app().run_test(size=size) as pilot:
        before = (await picture(pilot)).splitlines()
        row = next(number for number, line in enumerate(before) if "NFS" in line)
        assert before[row].endswith(
            "NFS  UFS  CFS" + " " * (before[row].index("7") - before[row].index("CFS") - 3) + "7 8 9"
        )
        await pilot.press("9", "N")
        after = (await picture(pilot)).splitlines()
        assert "▸CFS" in after[row]
        assert "▸ numerical" in after[row + 1]
        assert after[row + 1].endswith("E N V C P")
        assert [line[-3:] for line in after[: row + 4]] == [line[-3:] for line in before[: row + 4]]
        await pilot.press("C")
        shown = (await picture(pilot)).splitlines()[row + 1]
        assert "▸ numerical +1" in shown or "▸ numerical, causal" in shown
        await pilot.press("9", "u", "8", "ctrl+r")
    assert office.actions()[1:] == [
        "check_worthiness", "claim_types", "claim_types", "check_worthiness", "undo", "check_worthiness",
    ]  # fmt: skip


async def test_a_click_does_what_the_key_does(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        lines = (await picture(pilot)).splitlines()
        row = next(number for number, line in enumerate(lines) if "NFS" in line)
        await pilot.click(offset=(lines[row].index("UFS"), row))
        assert "▸UFS" in await picture(pilot)
        await pilot.click(offset=(lines[row + 3].index("claims"), row + 3))
        await pilot.click(offset=(lines[row + 3].index("claims"), row + 3))
        await typed(pilot, "x")
        await pilot.press("enter")
    assert [claim.text for claim in claims(office)] == ["x"]


async def test_a_claim_goes_to_the_sentence_it_was_begun_on(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await pilot.press("j", "c", "x")
        await pilot.click(offset=(20, 1))
        assert position(app) == (1, 1)
        await pilot.press("enter")
        assert "claims 1" not in await picture(pilot)
    sheet = app.session.sheet
    assert sheet
    assert claims(office)[0].start == sheet.layout.starts[1]


async def test_a_duplicate_is_found_shown_and_linked(office: Office) -> None:
    office.add(ECHO)
    app = office.app()
    async with app.run_test() as pilot:
        await pilot.press("G", "k", "d")
        assert position(app) == (1, 4)
        assert "same as 2? enter links" in await message(pilot)
        assert "= sentence 2?" in await picture(pilot)
        await pilot.press("d")
        assert "same as 1?" in await message(pilot)
        await pilot.press("tab", "x", "enter")
        assert "= sentence 2 " in await picture(pilot)
        await pilot.press("d", "escape", "d", "delete")
        assert "= sentence 2" not in await picture(pilot)
        await pilot.press("u")
        assert "= sentence 2" in await picture(pilot)
        await pilot.press("g", "d")
        assert "no earlier sentence" in await message(pilot)
    assert office.actions() == ["import", "duplicate", "duplicate", "undo"]


async def test_label_and_claims_are_taken_over_by_one_key(office: Office) -> None:
    office.add(ECHO)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "j", "c", *"it", "enter")
        await pilot.press("a", "j", "d", "t")
        assert position(app) == (1, 5)
        await pilot.press("k")
        drawn = await picture(pilot)
        assert all(part in drawn for part in ("▸ ◆ assertion", "= sentence 2", "1 it"))
        await pilot.press("g", "u")
        assert position(app) == (1, 4)
        assert "undone: same as an earlier sentence" in await message(pilot)
    assert office.labels() == [None, "assertion", None, None, None]


async def test_nothing_is_taken_over_where_there_is_no_label(office: Office) -> None:
    office.add(ECHO)
    async with office.app().run_test() as pilot:
        await pilot.press("G", "k", "d", "t")
        assert "no label to take over" in await message(pilot)
    assert office.actions() == ["import"]


async def test_many_long_claims_fit_and_the_chosen_one_is_in_view(office: Office) -> None:
    office.add(FLOOD)
    async with office.app().run_test() as pilot:
        for number in range(4):
            await pilot.press("c", *(["c"] if number else []))
            await typed(pilot, f"{number} is a claim of so many words that it takes several lines of the panel")
            await pilot.press("enter")
        assert "…" in await picture(pilot)
        await pilot.press("c", "up")
        assert "▸4 3 is a claim" in await picture(pilot)


async def test_without_an_article_the_claim_keys_say_so(office: Office) -> None:
    office.store()
    async with office.app().run_test() as pilot:
        for key in ("c", "d", "9", "N"):
            await pilot.press(key)
            assert "no sentence here" in await message(pilot)


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (300, 100)])
async def test_any_size_of_window_will_do(office: Office, size: tuple[int, int]) -> None:
    office.add(ECHO)
    async with office.app().run_test(size=size) as pilot:
        await pilot.press("9", "N", "c", "x", "enter", "c", "escape", "G", "k", "d", "enter", "l", "escape")
        await pilot.resize_terminal(80, 24)
        assert "= sentence 2" in await picture(pilot)


def test_the_editor_is_loaded_by_its_key_only() -> None:
    import subprocess  # noqa: PLC0415 - for this test only

    code = "import reviewer.tui.review, sys; print([m for m in sys.modules if 'text_area' in m or 'ledger' in m])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"
