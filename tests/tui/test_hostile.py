"""Texts that want more than to be read: nothing of them reaches the terminal but signs, whatever way they come in."""

import unicodedata

import pytest
from textual import events
from textual.pilot import Pilot

from reviewer.claiming import Claiming
from reviewer.session import Session
from reviewer.store.review import Evidence
from reviewer.tui.check import CheckScreen
from reviewer.tui.evidence_form import FIELDS
from tests.conftest import by
from tests.tui.conftest import LARGE, Office, at_once, message, picture

HOSTILE = {
    "escape sequence": "\x1b[31mred\x1b[0m \x1b[2J\x1b[6n",
    "window title": "\x1b]0;pwned\x07 \x1bP+q\x1b\\",
    "closing markup": "[/] [/foo] [bold [[ ]]",
    "action markup": "[@click=app.quit]x[/] [link=http://e.vil]y[/link]",
    "variables of markup": "$title $text [$primary]z[/$primary] {0} %s",
    "C1 controls": "\x9b31m \x90 \x85 \x9d0;pwned\x9c",
    "delete and backspace": "a\x7f\x08\x08b\x0c\x0b",
    "bidi controls": "\u202eevil\u202c \u2066x\u2069 \u200f",
    "lone combining marks": "\u0301\u0308\u20dd a" + "\u0336" * 40,
    "ZWJ emoji": "👩‍👩‍👧‍👦 👍🏽 🏴‍☠️ ❤️ 🇺🇳",
    "CJK": "北京市的市长说这是真的。東京で会議が開かれた。",
    "RTL": "قال الوزير إن الأمر صحيح. אמר השר",
    "very long word": "w" * 5_000,
    "tabs": "a\tb\t\t\tc",
    "invisible signs": "\u200b\u00ad\u2060\ufeff\u2028\u2029\U000e0041",
    "all other controls": "".join(map(chr, [*range(1, 9), *range(14, 32)])),
    "private and unassigned": "\ue000 \U0010ffff \ufffe",
}
SOME = ("escape sequence", "action markup", "C1 controls", "bidi controls", "ZWJ emoji")


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


def unsafe(drawn: str) -> set[str]:
    """Return what is on the screen and must not be: controls, and what turns the direction of writing."""
    return {ascii(sign) for sign in drawn if sign != "\n" and (unicodedata.category(sign) == "Cc" or sign in TURNING)}


def article(text: str) -> str:
    """Put a text into a headline, a body and a line of its own, with something to label round it."""
    return f"News of {text}\n\nThe mayor said {text} on Monday. It was {text}.\n\n{text}\n"


async def pasted(pilot: Pilot[None], *keys: str, text: str) -> str:
    """Press keys, paste a text where they lead, and return what is then on the screen."""
    await at_once(pilot, *keys)
    pilot.app.post_message(events.Paste(text))
    return await picture(pilot)


async def test_in_articles_titles_notes_and_searches(office: Office) -> None:
    office.put(*((text, article(text)) for text in HOSTILE.values()))
    app = office.app()
    async with app.run_test() as pilot:
        for name, text in HOSTILE.items():
            await at_once(pilot, "j", "exclamation_mark", "s", "left", "enter")
            drawn = await pasted(pilot, "semicolon", text=text)
            drawn += await pasted(pilot, "enter", "a", "k", "slash", text=text)
            await at_once(pilot, "escape", "u", "u")
            drawn += await picture(pilot)
            assert not unsafe(drawn), name
            assert app.is_running, name
            await at_once(pilot, "right_square_bracket")


@pytest.mark.parametrize("name", SOME)
async def test_in_the_reviewers_name(office: Office, name: str) -> None:
    reviewer = HOSTILE[name]
    office.add(article("nothing"))
    app = office.app(reviewer)
    async with app.run_test() as pilot:
        await at_once(pilot, "a")
        assert not unsafe(await picture(pilot))
    assert office.labels(reviewer)[0] == "assertion"


async def test_in_the_search_over_all_articles(office: Office) -> None:
    office.put(*((text, article(text)) for text in HOSTILE.values()))
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "slash", "slash")
        drawn = await pasted(pilot, text="mayor")
        assert f"{len(HOSTILE)} found" in drawn
        assert not unsafe(drawn)
        for name, text in HOSTILE.items():
            assert not unsafe(await pasted(pilot, "ctrl+u", text=text)), name
        await at_once(pilot, "escape")
        assert app.screen is app.review


async def test_in_the_palette(office: Office) -> None:
    office.put(*((text, article(text)) for text in HOSTILE.values()))
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "ctrl+p")
        await pilot.pause(0.2)
        await pasted(pilot, text="article news")
        await pilot.pause(0.3)
        drawn = await picture(pilot)
        assert "Article: News of" in drawn
        assert not unsafe(drawn)
        for name, text in HOSTILE.items():
            if name in SOME:
                assert not unsafe(await pasted(pilot, "ctrl+u", text=text)), name


async def test_in_the_guidelines(office: Office) -> None:
    office.add(article("nothing"))
    (office.folder / "ours.md").write_text("# Ours\n\n" + "\n\n".join(HOSTILE.values()), "utf-8")
    (office.folder / "reviewer.toml").write_text('[guidelines]\nfile = "ours.md"\nversion = "ours-1"\n', "utf-8")
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "f2")
        await pilot.pause(0.3)
        drawn = await picture(pilot)
        await at_once(pilot, "pagedown", "end")
        drawn += await picture(pilot)
        assert "Ours" in drawn
        assert not unsafe(drawn)
        await at_once(pilot, "escape")
        await at_once(pilot, "a")
    assert office.labels()[0] == "assertion"


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.slow) for part in (1, 2, 3))])
async def test_in_every_field_of_a_check(office: Office, part: int) -> None:
    office.put(("news", article("nothing")))
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "c", *"it", "enter", "e", "t", "s", "1")
        for name, text in list(HOSTILE.items())[part::4]:
            drawn = await pasted(pilot, "j", text=text)
            await at_once(pilot, "ctrl+s")
            drawn += await pasted(pilot, text=text)  # no address: it goes nowhere
            await at_once(pilot, "e")
            for _ in FIELDS:
                drawn += await pasted(pilot, "tab", text=text)
            await at_once(pilot, "enter")
            drawn += await picture(pilot)
            await at_once(pilot, "escape")
            drawn += await picture(pilot)
            assert isinstance(app.screen, CheckScreen)
            assert not unsafe(drawn), name
            assert app.is_running, name


@pytest.mark.parametrize("name", SOME)
async def test_in_evidence_and_history_that_came_from_elsewhere(office: Office, name: str) -> None:
    text = HOSTILE[name]
    office.put(("news", article("nothing")))
    store = office.store()
    session = Session(store, "Ann", store.document_ids())
    Claiming(session).save_claim("", text)
    (claim,) = store.claims(store.document_ids()[0], "Ann")
    for status in ("to_check", "in_check"):
        store.step(claim.uid, status, by("Ann"))
    store.find_out(claim.uid, by(text), verdict="supported", justification=text, searched=text)
    evidence = Evidence("", claim.uid, text, text, text, text, text, locator=text, excerpt=text, note=text)
    store.put_evidence(evidence, by(text))
    store.step(claim.uid, "drafted", by("Ann"))
    store.step(claim.uid, "second_review", by("Ann"))
    store.step(claim.uid, "returned", by("Ben"), text)
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        for keys in (("e",), ("pagedown",), ("o",), ("s", "enter"), ("escape", "y"), ("end",), ("y", "escape", "l")):
            await at_once(pilot, *keys)
            assert not unsafe(await picture(pilot)), keys


@pytest.mark.parametrize("name", ["[/x]$text", "\x1b[31m\u202egol"])
async def test_in_the_name_of_the_database(office: Office, name: str) -> None:
    office.database = office.folder / f"{name}.db".replace("/", "∕")
    office.add(article("nothing"))
    app = office.app()
    async with app.run_test(size=LARGE) as pilot:
        await at_once(pilot, "a", "ctrl+p")
        await pilot.pause(0.2)
        assert not unsafe(await picture(pilot))
        await at_once(pilot, "escape")
        app.export()
        await app.workers.wait_for_complete()
        said = await message(pilot)
        assert "exported 1" in said
        assert not unsafe(said)
