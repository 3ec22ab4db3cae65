"""Who said it, on the screen: marked by keys, drawn over the text, written in the prompt, listed and merged."""

import pytest

from reviewer.labels import LABELS as LABEL_TABLE
from reviewer.store.marks import Attribution, Speaker
from tests.conftest import by
from tests.seed import LABELS, SAID
from tests.tui.conftest import FLOOD, LARGE, SEED, Office, at_once, message, picture, position, settled, typed

TALK = (
    "Mayor defends bridge\n\n“We will not open it,” Mayor Maria Ortega said on Monday.\n\n“It stands,” she added.\n\n"
    "The bridge was built in 1932.\n"
)
BY_KEY = {label.key: label.name for label in LABEL_TABLE}
MARKED = "QCS…"
"""The letters that stand in spaces before spans."""


def said(office: Office, reviewer: str = "Ann") -> list[Attribution]:
    """Return what a reviewer has marked, as the database holds it."""
    store = office.store()
    return store.attributions(store.document_ids()[0], reviewer)


def names(office: Office) -> list[str]:
    return [speaker.name for speaker in office.store().speakers()]


async def test_three_keys_mark_a_quotation_and_label_it(office: Office) -> None:
    office.add(TALK)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("j", "v")
        drawn = await picture(pilot)
        assert all(part in drawn for part in ("a draft", "→ Maria Ortega", "new speaker", "direct"))
        await pilot.press("enter", "q")
        assert position(app) == (1, 3)
        await pilot.press("k")
        assert "Maria Ortega  direct" in await picture(pilot)
    (one,) = said(office)
    assert TALK[slice(*one.content[0])] == "“We will not open it,”"
    assert (names(office), office.labels()) == (["Maria Ortega"], [None, "quote", None, None])
    assert office.actions() == ["import", "attribution", "label"]


async def test_a_claim_is_written_of_the_words_of_a_span(office: Office) -> None:
    office.add(TALK)
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("j", "v", "m")
        await typed(pilot, "The bridge stays shut.")
        await pilot.press("enter")
        await settled(pilot)
    (claim,) = office.store().claims(office.store().document_ids()[0], "Ann")
    assert (claim.text, TALK[claim.start : claim.end]) == ("The bridge stays shut.", "“We will not open it,”")
    assert said(office) == []


async def test_every_quotation_of_the_seed_is_marked_in_one_burst(office: Office) -> None:
    office.add(SEED)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, *(key for label in LABELS for key in (("v", "enter") if label == "q" else ()) + (label,)))
        await settled(pilot)
    text = SEED.read_text("utf-8")
    spans = [(*one.content, *one.cue, *one.source) for one in said(office)]
    assert [tuple(text[slice(*span)] for span in one) for one in spans] == [one[:3] for one in SAID]
    assert [one.quote_type for one in said(office)] == [one[3] for one in SAID]
    assert office.labels() == [BY_KEY[label] for label in LABELS]
    assert names(office) == ["Sergey Lavrov"]


@pytest.mark.parametrize("width", [80, 120])
async def test_marks_are_drawn_and_the_text_stays_where_it_was(office: Office, width: int) -> None:
    office.add(SEED)
    app = office.app()
    async with app.run_test(size=(width, 40)) as pilot:
        await pilot.press(*["j"] * 12)
        before = (await picture(pilot)).splitlines()
        edge = before[1].index("│") if "│" in before[1] else width * 2 // 3
        for keys in (["v"], ["c", "s", "q", "escape"], ["v", "enter"]):
            await pilot.press(*keys)
            after = (await picture(pilot)).splitlines()
            if "escape" in keys:
                assert [row[:edge] for row in after[1:-2]] == [row[:edge] for row in before[1:-2]]
                continue
            put = ""
            for old, new in zip(before[1:-2], after[1:-2], strict=True):
                for was, now in zip(old[:edge].ljust(edge), new[:edge].ljust(edge), strict=True):
                    if was != now:
                        assert (was, now in MARKED) == (" ", True), f"{old!r} became {new!r}"
                        put += now
            assert sorted(put) == ["C", "Q", "S"]


async def test_spans_are_underlined_each_role_in_its_way(office: Office) -> None:
    office.add(TALK)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("j", "v", "enter", "j")
        await picture(pilot)
        looks = {
            segment.text.strip(): segment.style
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and (segment.style.underline or segment.style.underline2)
        }
        assert {"“We will not open it,”", "said", "Mayor Maria Ortega"} <= set(looks)
        cue = looks["said"]
        assert cue is not None
        assert cue.underline2


async def test_escape_and_v_change_nothing(office: Office) -> None:
    office.add(TALK)
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("j")
        before = await picture(pilot)
        for leave in ("escape", "v"):
            await pilot.press("v", "left", "x", "s", "down", leave)
            assert await picture(pilot) == before
    assert office.actions() == ["import"]


async def test_what_is_saved_is_opened_again_changed_and_removed(office: Office) -> None:
    office.add(TALK)
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("j", "v", "enter", "v")
        assert "saved before" in await picture(pilot)
        await pilot.press("c", "right", "right", "enter")
        assert TALK[slice(*said(office)[0].cue[0])] == "said on Monday"
        await pilot.press("v", "delete")
        assert said(office) == []
        assert "Maria Ortega  direct" not in await picture(pilot)
        await pilot.press("u")
        assert len(said(office)) == 1
        assert "Maria Ortega  direct" in await picture(pilot)


async def test_two_cues_of_one_sentence_are_two_attributions(office: Office) -> None:
    office.add(SEED)
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press(*["j"] * 21, "v", "enter", "v", "e", "enter")
    text = SEED.read_text("utf-8")
    first, second = ([text[slice(*spans[0])] for spans in (one.cue, one.source, one.content)] for one in said(office))
    assert first[:2] == ["also said", "The Russian foreign minister"]
    assert second[:2] == ["said", "the Russian foreign minister"]
    assert second[2].startswith('"but we actually')
    assert [one.parent for one in said(office)] == [None, None]
    assert names(office) == ["Sergey Lavrov"]


async def test_a_draft_without_content_is_not_saved_and_not_lost(office: Office) -> None:
    office.add(TALK)
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("j", "v", "x", "enter")
        assert "needs its content" in await message(pilot)
        assert "a draft" in await picture(pilot)
        await pilot.press("q", "enter")
    assert len(said(office)) == 1


async def test_what_cannot_be_done_is_said_and_the_draft_stays(office: Office) -> None:
    office.add(TALK)
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("G", "v")
        for key, why in (
            ("7", "no speaker has that number"),
            ("e", "nothing is saved in this sentence"),
            ("delete", "not saved yet"),
        ):
            await pilot.press(key)
            assert why in await message(pilot)
            assert "a draft" in await picture(pilot)
    assert office.actions() == ["import"]


async def test_a_speaker_and_an_addressee_are_written_in_the_prompt(office: Office) -> None:
    office.add(TALK)
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("j", "j", "v", "w")
        await typed(pilot, "Ruth Abel")
        await pilot.press("enter", "at")
        await typed(pilot, "the council")
        await pilot.press("enter")
        drawn = await picture(pilot)
        assert "→ Ruth Abel" in drawn
        assert "to the council" in drawn
        await pilot.press("enter")
    (one,) = said(office)
    assert one.addressee == "the council"
    assert names(office) == ["Ruth Abel"]
    assert office.store().speakers()[0].aliases == (), "a pronoun is nobody's alias"


async def test_a_prompt_that_is_left_changes_nothing(office: Office) -> None:
    office.add(TALK)
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("j", "v", "w")
        await typed(pilot, "zzz")
        await pilot.press("escape", "enter")
    assert names(office) == ["Maria Ortega"]


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_a_known_name_is_completed(office: Office, key: str) -> None:
    office.add(TALK)
    office.store().put_speaker(Speaker("", "Ruth Abel", ("the head of the council",)), by("Ben"))
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("j", "j", "v", "w")
        await typed(pilot, "ru")
        await pilot.pause(0.1)
        await pilot.press(key, "enter")
        assert "→ Ruth Abel" in await picture(pilot)
        await pilot.press("enter")
    assert names(office) == ["Ruth Abel"]


async def test_digits_choose_whoever_was_named_last(office: Office) -> None:
    office.add(TALK)
    office.store().put_speaker(Speaker("", "Ruth Abel"), by("Ben"))
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("j", "v", "enter", "j", "v", "2")
        assert "→ Ruth Abel" in await picture(pilot)
        await pilot.press("equals_sign", "enter")
    assert len({one.speaker for one in said(office)}) == 1


async def test_hostile_names_and_words_reach_the_screen_as_signs(office: Office) -> None:
    evil = "[/] [red]\x1b[31m\u202eTom"
    office.add(TALK)
    office.store().put_speaker(Speaker("", evil, (evil + "!",), evil), by("Ben"))
    async with office.app().run_test(size=LARGE) as pilot:
        for keys in (["j", "v"], ["1", "w"], ["escape", "enter"], ["w"], ["enter"], ["escape", "escape"]):
            await pilot.press(*keys)
            drawn = await picture(pilot)
            assert "\x1b" not in drawn
            assert "\u202e" not in drawn
        assert "[/] [red]" in drawn


# The list of speakers


async def test_an_empty_list_of_speakers_says_what_to_do(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await pilot.press("w")
        assert "v marks who said it" in await picture(pilot)
        await pilot.press("enter", "x", "equals_sign", "j")
        assert "No speakers yet" in await picture(pilot)
        await pilot.press("x", "escape", "a")
    assert office.actions() == ["import", "label"]


async def test_a_speaker_is_renamed_everywhere_and_undone(office: Office) -> None:
    office.add(TALK)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("j", "v", "enter", "w")
        drawn = await picture(pilot)
        assert "Maria Ortega  1×" in drawn
        assert "also Mayor Maria Ortega" in drawn
        await pilot.press("enter", "ctrl+u")
        await typed(pilot, "Maria Ortega Ruiz")
        await pilot.press("enter", "r")
        await typed(pilot, "mayor")
        await pilot.press("enter", "a")
        await typed(pilot, "the boss")
        await pilot.press("enter", "x", "escape")
        assert "Maria Ortega Ruiz  direct" in await picture(pilot)
        await pilot.press("u", "u", "u", "u")
        assert "Maria Ortega  direct" in await picture(pilot)
    assert office.actions()[2:] == ["speaker"] * 4 + ["undo"] * 4


async def test_two_speakers_are_merged_by_number_or_completed_name(office: Office) -> None:
    office.add(TALK)
    for name in ("Ann Poe", "Ruth Abel"):
        office.store().put_speaker(Speaker("", name), by("Ben"))
    async with office.app().run_test(size=LARGE) as pilot:
        await pilot.press("j", "v", "enter", "w", "j", "equals_sign", "3", "enter")
        assert names(office) == ["Ann Poe", "Ruth Abel"]
        await pilot.press("u")
        assert "undone: speakers merged" in await picture(pilot)
        await pilot.press("k", "equals_sign")
        await typed(pilot, "ann")
        assert "tab completes" in await picture(pilot)
        await pilot.press("tab", "enter")
        assert names(office) == ["Ann Poe", "Ruth Abel"]
        await pilot.press("equals_sign", "9", "enter")
        assert "no speaker has that number or name" in await picture(pilot)
        await pilot.press("escape")
        assert "Ann Poe  direct" in await picture(pilot)


async def test_keys_typed_ahead_of_the_list_belong_to_it(office: Office) -> None:
    office.add(TALK)
    async with office.app().run_test(size=LARGE) as pilot:
        await at_once(pilot, "j", "v", "enter", "w", "r", *"mayor", "enter", "escape", "q")
        await settled(pilot)
    assert office.actions() == ["import", "attribution", "speaker", "label"]
    assert office.store().speakers()[0].role == "mayor"


async def test_a_long_list_keeps_the_cursor_in_view(office: Office) -> None:
    office.add(FLOOD)
    store = office.store()
    for number in range(60):
        store.put_speaker(Speaker("", f"Speaker {number:02}"), by())
    async with office.app().run_test() as pilot:
        await pilot.press("w", "G")
        assert "▶ 60 Speaker 59" in await picture(pilot)
        await pilot.press("pageup", "k")
        assert "▶" in await picture(pilot)
        await pilot.press("g")
        assert "▶  1 Speaker 00" in await picture(pilot)
