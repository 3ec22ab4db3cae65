"""Whatever a sitting leaves: its export, restored into an empty database, gives the same export."""

import random
import tempfile
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import Refused
from reviewer.formats import Selection
from reviewer.formats.views import POLICIES
from reviewer.layers import ADJUDICATED, ALL, CHOICES, again
from reviewer.restoring import Restored, Restoring
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.joining.rebuild import passed, rebuild
from tests.conftest import by, put
from tests.formats.conftest import exported, findings
from tests.store.desks import ARTICLES, Worker, dump, sound
from tests.store.test_corrections_properties import worked_on

WHOLE = Selection(layers=ALL, undecided=True)
SELECTIONS = (
    Selection(),
    *(Selection(layers=choice) for choice in CHOICES),
    *(Selection(policy=policy) for policy in POLICIES),
    Selection(reviewer="ben"),
    Selection(labels=["quote"]),
)
"""What a file can hold. Undecided sentences come with all layers: what others have decided is not called so."""


class Sitter(Worker):
    """Somebody who also answers again, settles, and says everything that can be said of a sentence."""

    def by(self) -> Act:
        layer = self.chance.choice([None, None, None, None, again(self.name), ADJUDICATED])
        return by(self.name)._replace(layer=layer, elapsed_ms=self.chance.choice([None, 0, 1200]))

    def note(self) -> None:
        place = self.place()
        starts = self.store.layout(place.document).starts
        fields = self.chance.choice(
            [
                {"note": self.chance.choice(["why?", 'a "quote" \\ \u2028 \x1b[31m 😀', ""])},
                {"uncertain": self.chance.random() < 0.5},
                {"check_worthiness": self.chance.choice([*CHECK_WORTHINESS, None])},
                {"claim_types": " ".join(self.chance.sample(CLAIM_TYPES, 2))},
                {"duplicate_of": self.chance.choice(starts)},
            ]
        )
        self.store.annotate(place, self.by(), "note", **fields)  # type: ignore[arg-type]


def restored(store: SqliteStore, lines: Sequence[bytes], reviewer: str = "zoe") -> Restored:
    """Restore a file that holds these lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labels.jsonl"
        path.write_bytes(b"".join(lines))
        return Restoring(store, by(reviewer), str(path)).take()


def comes_back(seed: int, acts: int) -> None:
    chance = random.Random(seed)
    with closing(SqliteStore.open(":memory:")) as store:
        put(store, *chance.sample(ARTICLES, chance.randint(1, 3)))
        for _ in range(acts):
            Sitter(store, chance.choice(["ada", "ben"]), chance).act()
        if chance.random() < 0.5 and (documents := store.document_ids()):
            with suppress(Refused):  # a claim whose check is under way already
                worked_on(store, documents[0], chance)
        for selection in (WHOLE, *chance.sample(SELECTIONS, 2)):
            if lines := exported(store, selection):
                same_bytes(lines, selection)


def same_bytes(lines: list[bytes], selection: Selection) -> None:
    with closing(SqliteStore.open(":memory:")) as other:
        came = restored(other, lines)
        assert came.problems == ()
        assert exported(other, selection) == lines
        assert findings(other, lines) == []
        assert sound(other)
        before = dump(other)
        with other.transaction() as connection:
            rebuild(connection, passed(connection))
        assert dump(other) == before
        assert restored(other, lines)._replace(same=0) == Restored()
        other.undo(by("zoe"))
        assert other.totals() == (0, 0, [])
        other.redo(by("zoe"))
        assert exported(other, selection) == lines


def tried(examples: int) -> None:
    chosen = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    chosen(given(st.integers(0, 10**9), st.integers(1, 60))(comes_back))()


def test_what_a_sitting_leaves_comes_back_byte_for_byte() -> None:
    tried(6)


@pytest.mark.slow
def test_what_sittings_leave_comes_back_for_a_long_time() -> None:
    tried(1500)


def test_there_is_nothing_to_undo_where_nothing_came() -> None:
    with closing(SqliteStore.open(":memory:")) as store:
        assert restored(store, [b"{}\n"]).refused == 1
        with pytest.raises(Refused):
            store.undo(by("zoe"))
