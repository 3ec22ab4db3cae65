"""A sitting over a database with values that this program never wrote: it goes on, or ends with what is wrong."""

import shutil
from pathlib import Path

import pytest

from reviewer import settings
from reviewer.errors import ReviewerError
from reviewer.session import Session
from reviewer.store import Store, open_store
from reviewer.suggesting import Suggesting
from reviewer.tui.app import ReviewerApp
from tests.crafted import whole
from tests.damaged import JUNK, Column, columns, damage
from tests.tui.conftest import Office, at_once, picture

KEYS = (
    "j", "j", "y", "escape", "l", "enter", "escape", "e", "j", "escape", "i", "escape", "d", "escape", "v", "escape",
    "f", "escape", "slash", "t", "enter", "semicolon", "x", "enter", "c", "escape", "t", "escape", "s", "escape", "u",
    "right_square_bracket", "left_square_bracket", "space", "a", "u",
)  # fmt: skip
TABLES = (
    "annotations", "attributions", "claims", "checks", "evidence", "decisions", "documents", "sentences", "speakers",
    "texts", "positions", "preferences", "progress", "undo_stack",
)  # fmt: skip
JUNK_TRIED = 1
"""How many kinds of junk a column is tried with here; over the columns of a table it is one after the other."""


async def sat(store: Store, database: Path) -> None:
    """Sit over a database, and open whatever opens."""
    session = Session(store, "ada", store.document_ids(), sees_others=True)
    app = ReviewerApp(session, settings.load(database), database, suggesting=Suggesting(session))
    async with app.run_test(size=(100, 30)) as pilot:
        for key in KEYS:
            await at_once(pilot, key)
        assert (await picture(pilot)).replace("\n", "").isprintable()


async def ended(database: Path) -> str | None:
    """Sit over a database; return what is told to whoever sat there, None where nothing stood in the way."""
    store = open_store(database, make=False)
    try:
        await sat(store, database)
    except ReviewerError as error:
        return str(error)
    except Exception:
        if found := store.damage():
            return found
        raise
    finally:
        store.close()
    return None


async def test_a_sitting_that_meets_what_was_never_written_says_what_it_is(office: Office) -> None:
    whole(office.database)
    damage(office.database, Column("speakers", "aliases"), "[")
    told = await ended(office.database)
    assert told == (
        "reviewer.db: is damaged (something in speakers is no JSON); look it over with: reviewer doctor"
    ).replace("reviewer.db", str(office.database), 1)


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
async def test_no_value_is_a_fault_of_the_sitting(office: Office, table: str) -> None:
    whole(office.folder / "whole.db")
    of_table = [one for one in columns(office.folder / "whole.db") if one.table == table]
    kinds = list(JUNK)
    for number, column in enumerate(of_table):
        for turn in range(JUNK_TRIED):
            junk = kinds[(JUNK_TRIED * number + turn) % len(kinds)]
            for left in office.folder.glob("reviewer.db*"):
                left.unlink()
            shutil.copyfile(office.folder / "whole.db", office.database)
            if damage(office.database, column, JUNK[junk]):
                told = await ended(office.database)
                assert told is None or (told.isprintable() and len(told) < 1_000), f"{column}, {junk}: {told}"
