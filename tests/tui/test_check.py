"""The check's screen: a claim from the first mark to the verdict, one key a step, nothing typed is lost."""

import pytest
from textual import events
from textual.pilot import Pilot

from reviewer.claiming import Claiming
from reviewer.session import Session
from reviewer.store.review import Check, Evidence
from reviewer.tui.check import CheckScreen
from tests.conftest import by
from tests.tui.conftest import FLOOD, LARGE, SMALL, Office, at_once, picture, position, settled, typed, until

URL = "https://water.example/level"
IN_CHECK = ("j", "e", "t", "s")


def claim_of(office: Office, *texts: str, reviewer: str = "Ann") -> list[str]:
    """Write claims of the second sentence of the flood article; return their uids."""
    office.add(FLOOD)
    store = office.store()
    session = Session(store, reviewer, store.document_ids())
    session.go(1)
    for text in texts or ("The Ouse rose on Monday.",):
        Claiming(session).save_claim("", text)
    session.go(0)
    session.leave()
    return [claim.uid for claim in store.claims(store.document_ids()[0], reviewer)]


def check(office: Office, claim: str) -> Check:
    return office.store().check(claim)


def evidence(office: Office, claim: str) -> list[Evidence]:
    return office.store().evidence(claim)


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await settled(pilot)


async def said(pilot: Pilot[None]) -> str:
    """Return the row of answers of the check's screen."""
    return (await picture(pilot)).splitlines()[-4].strip()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_claim_goes_to_the_second_reviewer_without_leaving_the_keyboard(
    office: Office, size: tuple[int, int]
) -> None:
    (claim,) = claim_of(office)
    async with office.app().run_test(size=size) as pilot:
        await at_once(pilot, *IN_CHECK)
        drawn = await picture(pilot)
        for part in (
            "The Ouse rose on Monday.",
            "[The river rose on Monday.]",
            "claim of Ann",
            "▸◔ in check",
            "evidence",
        ):
            assert part in drawn
        await at_once(pilot, "1", "j")
        await typed(pilot, "The gauge says so.")
        await at_once(pilot, "enter")
        await typed(pilot, "It stood at 4 m.")
        await at_once(pilot, "ctrl+s")
        await paste(pilot, f"{URL}\n")
        await at_once(pilot, "enter", "d", "h")
        drawn = await picture(pilot)
        assert "▸◕ 2nd review" in drawn
        assert "▸1 supported" in drawn
    found = check(office, claim)
    assert (found.status, found.verdict, found.drafted_by) == ("second_review", "supported", "Ann")
    assert found.justification == "The gauge says so.\nIt stood at 4 m."
    (one,) = evidence(office, claim)
    assert (one.source_url, one.stance, one.added_by) == (URL, "context", "Ann")
    assert one.accessed_at


async def test_somebody_else_approves_or_sends_back_and_the_same_one_cannot(office: Office) -> None:
    (claim,) = claim_of(office)
    async with office.app().run_test() as pilot:
        await drafted(pilot)
        await at_once(pilot, "h", "a")
        assert "Ann drafted this verdict" in await said(pilot)
    async with office.app("Ben").run_test() as pilot:
        await at_once(pilot, "l", "f", "w", "e", "b", "enter")
        assert "needs a comment" in await said(pilot)
        await typed(pilot, "Which gauge?")
        await at_once(pilot, "enter")
        assert "↩ returned" in await picture(pilot)
        assert "returned: Which gauge?" in await picture(pilot)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "l", "f", "m", "s", "d", "h")
    async with office.app("Ben").run_test() as pilot:
        await at_once(pilot, "l", "f", "w", "a")
        await at_once(pilot, "f", "p", "f", "r", "e", "1")
        assert "approved and read-only" in await said(pilot)
        await at_once(pilot, "r")
        await typed(pilot, "A new gauge.")
        await at_once(pilot, "enter")
    assert check(office, claim).status == "reopened"
    assert check(office, claim).comment == "A new gauge."


async def drafted(pilot: Pilot[None]) -> None:
    """Draft a verdict from the review screen."""
    await at_once(pilot, *IN_CHECK, "1", "j", *"yes", "f2")
    await paste(pilot, URL)
    await at_once(pilot, "enter", "d")


async def test_a_refused_step_says_what_is_missing(office: Office) -> None:
    (claim,) = claim_of(office)
    async with office.app().run_test() as pilot:
        await at_once(pilot, "j", "e", "d")
        assert "untriaged does not lead to drafted" in await said(pilot)
        await at_once(pilot, "1")
        assert "first say that this claim is to be checked" in await said(pilot)
        await at_once(pilot, "j")
        assert "take it up first: t, then s" in await said(pilot)
        await at_once(pilot, "t", "s", "d")
        assert "drafted needs a verdict, a justification, evidence" in await said(pilot)
    assert check(office, claim).status == "in_check"


async def test_the_same_verdict_again_takes_it_off_and_undo_brings_it_back(office: Office) -> None:
    (claim,) = claim_of(office)
    async with office.app().run_test() as pilot:
        await at_once(pilot, *IN_CHECK, "2", "7")
        assert check(office, claim)[2:4] == ("refuted", "altered")
        await at_once(pilot, "2", "7")
        assert check(office, claim)[2:4] == (None, None)
        await at_once(pilot, "u")
        assert "undone: quote verdict taken off" in await said(pilot)
        await at_once(pilot, "u", "ctrl+r")
        assert "done again: verdict taken off" in await said(pilot)
    assert check(office, claim)[2:4] == (None, "altered")


async def test_undoing_the_claim_itself_leaves_the_screen(office: Office) -> None:
    office.add(FLOOD)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "c", *"it", "enter", "e", "u", "j")
        assert app.screen is app.review
        assert position(app) == (1, 2)


async def test_what_is_no_address_goes_nowhere_and_says_why(office: Office) -> None:
    (claim,) = claim_of(office)
    async with office.app().run_test() as pilot:
        await paste(pilot, URL)
        await at_once(pilot, *IN_CHECK)
        for text, why in (("javascript:alert(1)", "javascript: addresses are not taken"), ("He said so.", "no spaces")):
            await paste(pilot, text)
            assert why in await said(pilot)
        await at_once(pilot, "e")
        await typed(pilot, "ftp://x.example/a")
        await at_once(pilot, "enter")
        assert "URL: ftp: addresses are not taken" in await said(pilot)
        assert "ftp://x.example/a" in await picture(pilot), "what was typed is still there"
    assert evidence(office, claim) == []


async def test_the_form_fills_every_field_and_names_the_wrong_one(office: Office) -> None:
    (claim,) = claim_of(office)
    async with office.app().run_test() as pilot:
        await at_once(pilot, *IN_CHECK)
        await paste(pilot, URL)
        await at_once(pilot, "tab", "right", "right", "tab", *"Levels", "tab", *"Agency", "tab", *"2015-13", "enter")
        assert "published: write YYYY" in await said(pilot)
        await at_once(pilot, "backspace", "2", "down", "enter", *"4 m", "enter", *"at noon", "ctrl+s", "down", *"p. 3")
        await at_once(pilot, "down", "space", "down", "right", "down", *"https://a.example/", "down", *"2015-05-20")
        await at_once(pilot, "down", *"fine", "enter")
        drawn = await picture(pilot)
        assert "★ primary" in drawn
        assert "Agency · Levels · 2015-12" in drawn
        await at_once(pilot, "enter", "down", "left", "ctrl+s")
    (one,) = evidence(office, claim)
    assert one[2:9] == (URL, "https://a.example/", "Levels", "Agency", "2015-12", "2015-05-20T00:00:00.000Z", "p. 3")
    assert one[9:14] == ("4 m\nat noon", "web_table", "supports", True, "fine")


async def test_what_was_typed_is_there_again_after_escape(office: Office) -> None:
    (claim,) = claim_of(office)
    async with office.app().run_test() as pilot:
        await at_once(pilot, *IN_CHECK, "j", *"half a", "escape")
        assert "here again" in await said(pilot)
        await at_once(pilot, "escape", "e", "j", *" sentence", "ctrl+s")
        await paste(pilot, URL)
        await at_once(pilot, "escape", "e", "enter")
    assert check(office, claim).justification == "half a sentence"
    assert [one.source_url for one in evidence(office, claim)] == [URL]


async def test_evidence_is_chosen_changed_and_removed(office: Office) -> None:
    (claim,) = claim_of(office)
    async with office.app().run_test() as pilot:
        await at_once(pilot, *IN_CHECK, "enter")
        assert "no evidence yet" in await said(pilot)
        for number in range(9):
            await paste(pilot, f"{URL}/{number}")
            await at_once(pilot, "enter")
        await at_once(pilot, *["up"] * 8)
        assert "▶ 1" in await picture(pilot)
        await at_once(pilot, "down", "delete")
        assert f"{URL}/1" not in await picture(pilot)
        await at_once(pilot, "u", "end", "delete")
    assert [one.source_url[-1] for one in evidence(office, claim)] == list("01234567")


async def test_it_asks_which_claim_when_there_are_several(office: Office) -> None:
    first, second = claim_of(office, "The Ouse rose.", "It rained.")
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(pilot, "e")
        assert "write a claim first: c" in (await picture(pilot)).splitlines()[-2]
        await at_once(pilot, "j", "e")
        assert "check which claim? 1-2" in (await picture(pilot)).splitlines()[-2]
        await at_once(pilot, "2", "t", "escape")
        assert app.screen is app.review
        assert "○ to check" in await picture(pilot)
    assert [check(office, uid).status for uid in (first, second)] == ["untriaged", "to_check"]


async def test_the_list_of_claims_takes_the_same_steps(office: Office) -> None:
    first, _ = claim_of(office, "The Ouse rose.", "It rained.")
    async with office.app().run_test(size=LARGE) as pilot:
        await at_once(pilot, "j", "c", "t", "s", "d")
        assert "drafted needs a verdict" in (await picture(pilot)).splitlines()[-2]
        assert "◔ in check" in await picture(pilot)
        await at_once(pilot, "down", "x", "up", "e", "5")
        assert isinstance(pilot.app.screen, CheckScreen)
    assert check(office, first).verdict == "not_checkable"


async def test_keys_typed_ahead_go_through_the_ledger_the_check_and_back(office: Office) -> None:
    (claim,) = claim_of(office)
    app = office.app()
    async with app.run_test() as pilot:
        await at_once(
            pilot, "l", "e", "t", "s", "4", "w", *"jay", "enter", *"kay", "ctrl+s", "y", "G", "escape", "escape",
            "enter", "a",
        )  # fmt: skip
        await settled(pilot)
        assert app.screen is app.review
    assert check(office, claim).searched == "jay\nkay"
    assert office.labels()[1] == "assertion"


async def test_a_change_made_elsewhere_is_shown_before_a_key_acts(office: Office) -> None:
    (claim,) = claim_of(office)
    async with office.app().run_test() as pilot:
        await at_once(pilot, *IN_CHECK)
        store = office.store()
        store.find_out(claim, by("Ben"), verdict="refuted")
        await at_once(pilot, "2")
        assert "another reviewer has changed this check" in await said(pilot)
        assert "▸2 refuted" in await picture(pilot)
    assert check(office, claim).verdict == "refuted"


async def test_the_history_says_who_when_before_after_and_why(office: Office) -> None:
    claim_of(office)
    async with office.app().run_test(size=LARGE) as pilot:
        await drafted(pilot)
        await at_once(pilot, "y")
        drawn = await picture(pilot)
        for part in (
            "history of: The Ouse rose",
            "in check → drafted",
            f"source url: — → {URL}",
            "verdict: — → supported",
        ):
            assert part in drawn
        await at_once(pilot, "end", "up", "escape", "escape")


async def test_an_address_is_handed_to_the_browser_as_one_argument(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = office.folder / "seen.txt"
    script = office.folder / "browse"
    script.write_text(f'#!/bin/sh\nprintf "%s|%s" "$#" "$1" > "{seen}.part"\nmv "{seen}.part" "{seen}"\n')
    script.chmod(0o755)
    monkeypatch.setattr("webbrowser._tryorder", None)
    monkeypatch.setattr("webbrowser._browsers", {})
    monkeypatch.setenv("BROWSER", str(script))
    claim_of(office)
    async with office.app().run_test() as pilot:
        await at_once(pilot, *IN_CHECK)
        await paste(pilot, "https://x.example/$(touch)'`\"")
        await at_once(pilot, "enter", "o")
        assert "handed to the browser: https://x.example/$(touch)" in await said(pilot)
        await until(pilot, seen.exists)
    assert seen.read_text() == "1|https://x.example/$(touch)%27%60%22"


async def test_without_a_browser_it_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser._tryorder", [])
    monkeypatch.setattr("webbrowser._browsers", {})
    claim_of(office)
    async with office.app().run_test() as pilot:
        await at_once(pilot, *IN_CHECK)
        await paste(pilot, URL)
        await at_once(pilot, "enter", "o")
        assert "no browser is known here" in await said(pilot)
