"""What the program asks of a store about the desk's work: how far claims are checked, and who is to review what."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, Unpack

from reviewer.store.marked import Checks as Checked
from reviewer.store.marks import Claim
from reviewer.store.review import Check, Evidence, Found
from reviewer.store.rows import Act, Assignment, Decision


class Checks(Protocol):
    """How far claims are checked, and on what: shared by all reviewers, whoever wrote the claim."""

    def claim(self, uid: str) -> Claim | None:
        """Return one claim, whoever wrote it; None when it is no more."""

    def check(self, claim: str) -> Check:
        """Return the check of a claim (uid); one that was not begun is untriaged."""

    def evidence(self, claim: str) -> list[Evidence]:
        """Return the evidence of a claim (uid) in the order it was added."""

    def checks(self, document: int) -> Checked:
        """Return the checks that were begun in a document, with their evidence, by the uids of their claims."""

    def statuses(self) -> Mapping[str, int]:
        """Return how many claims are how far, by status, those without any left out."""

    def step(self, claim: str, to: str, act: Act, comment: str = "") -> Decision:
        """Take a claim one step on its way; raises Refused with the guard that keeps it, and what is missing."""

    def find_out(self, claim: str, act: Act, **found: Unpack[Found]) -> Decision:
        """Record what a check found: only the fields given change.

        Raises Refused unless the claim is in check, or where a draft would lose what it needs.
        """

    def put_evidence(self, value: Evidence, act: Act) -> Decision:
        """Record a piece of evidence, a new one where its uid is empty; raises Refused unless its claim is in check."""

    def remove_evidence(self, value: Evidence, act: Act) -> Decision:
        """Take a piece of evidence away; raises Refused unless its claim is in check."""

    def claim_history(self, claim: str, limit: int | None = None) -> list[Decision]:
        """Return every decision about a claim (uid), its check and its evidence, newest first."""

    def claims_named(self, prefix: str, limit: int = 2) -> list[str]:
        """Return the uids of claims in the log, those taken away too, that begin with `prefix`; at most `limit`."""


class Assignments(Protocol):
    """Who is to review which document."""

    def assignments(self) -> list[Assignment]:
        """Return every assignment, in the order of the documents."""

    def assigned(self, layer: str) -> Sequence[int]:
        """Return the row ids of the documents that are assigned to a layer, in the order they came in."""

    def assign(self, given: Iterable[tuple[int, str]], taken: Iterable[tuple[int, str]], act: Act) -> Decision:
        """Give documents (row ids) to layers, and take others from them, as one decision.

        Raises Refused when nothing would change.
        """
