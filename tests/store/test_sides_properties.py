"""Whatever reviewers say: the counts are what comparing tells, what is settled is the side taken, undo leads back."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reviewer.differing import AGREED, OPEN, SETTLED, WAITING, compared
from reviewer.disagreement import agreed
from reviewer.errors import Refused
from reviewer.layers import ADJUDICATED, again
from reviewer.store.marks import CHECK_WORTHINESS, Attribution, Claim
from reviewer.store.rows import Act, Decision, Place
from reviewer.store.sides import Shared, Side
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, put

TEXT = "Ferry 😀 sank\n\nIt went down, Ann Poe said. Nobody drowned. Low called it a wonder.\n"
REVIEWERS = ("ada", "ben", "cy", "zoe")
GOLD = Act("zoe", "reviewer-1", "key", layer=ADJUDICATED)
layers = st.sampled_from((*REVIEWERS[:3], "ada", "ben", again("ada")))
picks = st.integers(0, 20)
starts = st.integers(0, len(TEXT) - 8)


class Desk(RuleBasedStateMachine):
    """Reviewers label and mark one article while it is settled; zoe settles, and reviews it herself where assigned."""

    @initialize(assigned=st.booleans())
    def begin(self, *, assigned: bool) -> None:
        self.store = SqliteStore.open(":memory:")
        (self.document,) = put(self.store, TEXT, reviewer="boss")
        if assigned:
            self.store.assign([(self.document, "zoe")], [], by("boss"))

    def teardown(self) -> None:
        self.store.close()

    @rule(layer=layers, pick=picks, label=st.sampled_from(["quote", "assertion", None]))
    def label(self, layer: str, pick: int, label: str | None) -> None:
        self.store.annotate(self.place(pick), self.into(layer), "label", label=label)

    @rule(pick=picks, label=st.sampled_from(["quote", "assertion"]))
    def decide_anew(self, pick: int, label: str) -> None:
        self.store.annotate(self.place(pick), GOLD, "label", label=label)

    @rule(layer=layers, pick=picks, worth=st.sampled_from([*CHECK_WORTHINESS, None]))
    def worth(self, layer: str, pick: int, worth: str | None) -> None:
        self.store.annotate(self.place(pick), self.into(layer), "check_worthiness", check_worthiness=worth)

    @rule(layer=layers, start=starts, length=st.integers(1, 8), cue=st.booleans())
    def attribute(self, layer: str, start: int, length: int, *, cue: bool) -> None:
        content = ((start, start + length),)
        value = Attribution(
            "", self.document, "", (), content if cue else (), content, None, "direct", "", None, "", "", "", ""
        )
        self.store.attribute(value, self.into(layer))

    @rule(layer=layers, start=starts)
    def claim(self, layer: str, start: int) -> None:
        value = Claim("", self.document, "", start, start + 3, f"Claim {start}", False, "", "", "", "")
        self.store.put_claim(value, self.into(layer))

    @rule(layer=st.sampled_from((*REVIEWERS[:2], ADJUDICATED)), pick=picks)
    def check(self, layer: str, pick: int) -> None:
        if claims := self.store.claims(self.document, layer):
            self.tried(lambda: self.store.step(claims[pick % len(claims)].uid, "to_check", by("ada")))

    @rule(pick=picks, side=picks)
    def take(self, pick: int, side: int) -> None:
        where = self.place(pick)
        given = [one for one in self.sides(where) if one.layer != ADJUDICATED and one.label is not None]
        if not given:
            return
        chosen, before = given[side % len(given)], self.state()
        if self.tried(lambda: self.store.settle(self.document, [(where.sentence, chosen)], GOLD)):
            self.holds(where, chosen)
            self.leads_back(before)

    @rule()
    def take_agreed(self) -> None:
        found = [(n, one) for n, one in enumerate(self.compared()) if one and one.state == AGREED]
        chosen = [(self.place(n).sentence, agreed(one.sides)) for n, one in found]
        before = self.state()
        if self.tried(lambda: self.store.settle(self.document, chosen, GOLD)):
            for (number, _), (_, side) in zip(found, chosen, strict=True):
                self.holds(self.place(number), side)
            self.leads_back(before)

    @rule(reviewer=st.sampled_from(REVIEWERS))
    def undo(self, reviewer: str) -> None:
        self.tried(lambda: self.store.undo(by(reviewer)))

    @invariant()
    def the_counts_are_what_comparing_tells(self) -> None:
        states = [one.state for one in self.compared() if one]
        told = Shared(self.document, *(states.count(state) for state in (AGREED, OPEN, SETTLED, WAITING)))
        assert self.store.shared("zoe") == ([told] if states else [])

    def compared(self) -> list[Any]:
        sides, own = self.store.sides(self.document), self.store.fills_in("zoe", self.document)
        given = self.store.sentences(self.document, 0, len(TEXT))
        return [compared(number, one, sides.get(one.id, ()), own) for number, one in enumerate(given)]

    def holds(self, where: Place, chosen: Side) -> None:
        """Check that the settled side says what the chosen one does; a claim in check is neither copied nor dropped."""
        gold = next(one for one in self.sides(where) if one.layer == ADJUDICATED)
        assert gold.annotation
        assert chosen.annotation
        said = ("label", "uncertain", "note", "check_worthiness", "claim_types", "duplicate_of")
        assert [getattr(gold.annotation, one) for one in said] == [getattr(chosen.annotation, one) for one in said]
        assert {marked(one) for one in gold.attributions} == {marked(one) for one in chosen.attributions}
        begun = set(self.store.checks(self.document))
        texts = {one.text for one in gold.claims}
        assert {one.text for one in chosen.claims if one.uid not in begun} <= texts
        assert {one.text for one in gold.claims if one.uid not in begun} <= {one.text for one in chosen.claims}

    def leads_back(self, before: Any) -> None:
        """Undo, see that all is as it was, and do it again."""
        after = self.state()
        self.store.undo(GOLD)
        assert self.state() == before
        self.store.redo(GOLD)
        assert self.state() == after

    def tried(self, act: Any) -> Decision | None:
        before = self.state()
        try:
            made: Decision = act()
        except Refused:
            assert self.state() == before
            return None
        return made

    def state(self) -> Any:
        """Return all that stands."""
        store = self.store
        names = (*REVIEWERS, again("ada"), ADJUDICATED)
        marks = [(store.attributions(self.document, name), store.claims(self.document, name)) for name in names]
        said = [[store.annotation(one, name) for one in store.layout(self.document).ids] for name in names]
        return marks, said, store.checks(self.document)

    def sides(self, where: Place) -> Any:
        return self.store.sides(where.document, where.sentence).get(where.sentence, ())

    def place(self, pick: int) -> Place:
        ids = self.store.layout(self.document).ids
        return Place(self.document, ids[pick % len(ids)])

    @staticmethod
    def into(layer: str) -> Act:
        return Act(layer.partition(" ")[0], "reviewer-1", "key", layer=layer)


def marked(one: Attribution) -> tuple[object, ...]:
    return one.source, one.cue, one.content, one.speaker, one.quote_type, one.addressee


TestDesk = Desk.TestCase
TestDesk.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.slow
class TestDeskAtLength(Desk.TestCase):  # type: ignore[misc, valid-type] # hypothesis makes the class
    settings = settings(
        max_examples=1_000, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
    )
