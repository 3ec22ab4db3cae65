"""Whatever reviewers do to a claim, in whatever order: its guards hold in every state that is reached."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from reviewer.errors import Refused
from reviewer.store.marks import Claim
from reviewer.store.review import PROVEN, QUOTE_VERDICTS, SEALED, STATUSES, STEPS, VERDICTS, Evidence, missing
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, put

REVIEWERS = ("ada", "ben", "cy")
who = st.sampled_from(REVIEWERS)


class Desk(RuleBasedStateMachine):
    """Three reviewers at one claim."""

    @initialize()
    def open(self) -> None:
        self.store = SqliteStore.open(":memory:")
        (document,) = put(self.store, FLOOD)
        value = Claim("", document, "ada", 21, 46, "The Ouse rose.", False, "", "", "", "")
        self.claim = self.store.put_claim(value, by("ada")).changes[-1].key[0]
        self.last = self.seen()

    def seen(self) -> Any:
        return (self.store.claim(self.claim), self.store.check(self.claim), tuple(self.store.evidence(self.claim)))

    def attempt(self, reviewer: str, act: Any, *arguments: Any, **named: Any) -> bool:
        """Do something; what is refused changes nothing."""
        before = self.seen()
        try:
            act(*arguments, by(reviewer), **named)
        except Refused as refused:
            assert self.seen() == before
            assert "\n" not in str(refused)  # noqa: PT017 - as above
            return False
        return True

    @rule(reviewer=who, to=st.sampled_from(STATUSES), comment=st.sampled_from(["", "why"]))
    def step(self, reviewer: str, to: str, comment: str) -> None:
        before = self.store.check(self.claim)
        if self.attempt(reviewer, self.store.step, self.claim, to, comment=comment):
            assert to in STEPS[before.status]
            assert comment or to not in {"returned", "reopened"}

    @rule(reviewer=who, number=st.integers(0, 1))
    def follow_the_way(self, reviewer: str, number: int) -> None:
        """Go on as a desk does, so that the far states are reached often."""
        check = self.store.check(self.claim)
        if check.status == "in_check" and missing(check, self.store.evidence(self.claim)):
            self.attempt(reviewer, self.store.find_out, self.claim, verdict="refuted", justification="so")
            self.attempt(reviewer, self.store.put_evidence, Evidence("", self.claim, "https://x.example"))
        ways = STEPS[check.status]
        self.attempt(reviewer, self.store.step, self.claim, ways[number % len(ways)], comment="why")

    @rule(reviewer=who, verdict=st.sampled_from([None, *VERDICTS]))
    def judge(self, reviewer: str, verdict: str | None) -> None:
        self.attempt(reviewer, self.store.find_out, self.claim, verdict=verdict)

    @rule(reviewer=who, verdict=st.sampled_from([None, *QUOTE_VERDICTS]))
    def judge_quote(self, reviewer: str, verdict: str | None) -> None:
        self.attempt(reviewer, self.store.find_out, self.claim, quote_verdict=verdict)

    @rule(reviewer=who, field=st.sampled_from(["justification", "searched"]), text=st.sampled_from(["", "so", "else"]))
    def write(self, reviewer: str, field: str, text: str) -> None:
        self.attempt(reviewer, self.store.find_out, self.claim, **{field: text})

    @rule(reviewer=who, title=st.sampled_from(["", "a", "b"]), new=st.booleans())
    def put(self, reviewer: str, title: str, new: bool) -> None:
        known = self.store.evidence(self.claim)
        value = known[0] if known and not new else Evidence("", self.claim, "https://x.example")
        self.attempt(reviewer, self.store.put_evidence, value._replace(title=title))

    @rule(reviewer=who)
    def remove(self, reviewer: str) -> None:
        known = self.store.evidence(self.claim)
        if known:
            self.attempt(reviewer, self.store.remove_evidence, known[0])

    @rule(reviewer=who, times=st.integers(1, 4), act=st.sampled_from(["undo", "redo"]))
    def turn(self, reviewer: str, times: int, act: str) -> None:
        for _ in range(times):
            if act == "undo" and reviewer == "ada" and len(self.store.claim_history(self.claim)) == 1:
                return  # the claim itself stays
            if not self.attempt(reviewer, getattr(self.store, act)):
                return
            if self.store.claim(self.claim) is None:
                assert self.attempt(reviewer, self.store.redo)
            self.guards_hold()

    @invariant()
    def guards_hold(self) -> None:
        claim, check, evidence = self.seen()
        assert claim is not None
        if check.status in PROVEN:
            assert missing(check, evidence) == []
            assert check.drafted_by in REVIEWERS
        if check.status == "approved":
            assert check.reviewed_by
            assert check.reviewed_by != check.drafted_by
        _, before, known = self.last
        if check.status in SEALED and before.status == check.status:
            found = slice(2, 6)
            assert (check[found], check.drafted_by, evidence) == (before[found], before.drafted_by, known)
        self.last = (claim, check, evidence)

    @invariant()
    def the_log_tells_it_all(self) -> None:
        state: dict[tuple[str, str], Any] = {}
        for decision in reversed(self.store.claim_history(self.claim)):
            for change in decision.changes:
                before = state.get((change.table, change.key[0]))
                assert before == change.before
                state[change.table, change.key[0]] = change.after
        assert state["claim", self.claim] is not None
        check = state.get(("check", self.claim)) or {"status": "untriaged"}
        assert check["status"] == self.store.check(self.claim).status

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()


class Alone(RuleBasedStateMachine):
    """One reviewer, whose undoing leads all the way back."""

    @initialize()
    def open(self) -> None:
        self.store = SqliteStore.open(":memory:")
        (document,) = put(self.store, FLOOD, reviewer="import")
        value = Claim("", document, "ada", 21, 46, "The Ouse rose.", False, "", "", "", "")
        self.claim = self.store.put_claim(value, by("import")).changes[-1].key[0]

    @rule(to=st.sampled_from(STATUSES))
    def step(self, to: str) -> None:
        self.attempt(lambda act: self.store.step(self.claim, to, act, "why"))

    @rule(verdict=st.sampled_from(VERDICTS))
    def judge(self, verdict: str) -> None:
        self.attempt(lambda act: self.store.find_out(self.claim, act, verdict=verdict, justification="so"))

    @rule()
    def put(self) -> None:
        self.attempt(lambda act: self.store.put_evidence(Evidence("", self.claim, "https://x.example"), act))

    def attempt(self, do: Any) -> None:
        act: Act = by("ada")
        try:
            do(act)
        except Refused:
            return

    @rule()
    def undo_all(self) -> None:
        states = []
        while self.store.standing("ada")[0]:
            states.append((self.store.check(self.claim), self.store.evidence(self.claim)))
            self.store.undo(by("ada"))
        assert self.store.check(self.claim).status == "untriaged"
        assert self.store.evidence(self.claim) == []
        while states:
            self.store.redo(by("ada"))
            assert (self.store.check(self.claim), self.store.evidence(self.claim)) == states.pop()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.undo_all()
            self.store.close()


@pytest.mark.parametrize("examples", [10, pytest.param(500, marks=pytest.mark.slow)])
@pytest.mark.parametrize("machine", [Desk, Alone])
def test_whatever_is_done_the_guards_hold(machine: type[RuleBasedStateMachine], examples: int) -> None:
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    chosen = settings(max_examples=examples, stateful_step_count=30, deadline=None, suppress_health_check=quiet)
    run_state_machine_as_test(machine, settings=chosen)
