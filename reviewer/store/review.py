"""The way of a claim from the first mark to the signed-off verdict: its states, what each needs, and its evidence."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypedDict

UNTRIAGED, NOT_CHECKABLE, TO_CHECK, IN_CHECK = "untriaged", "not_checkable", "to_check", "in_check"
DRAFTED, SECOND_REVIEW, APPROVED = "drafted", "second_review", "approved"
RETURNED, REOPENED = "returned", "reopened"
STATUSES = (UNTRIAGED, NOT_CHECKABLE, TO_CHECK, IN_CHECK, RETURNED, REOPENED, DRAFTED, SECOND_REVIEW, APPROVED)
"""In the order of how far the work is; a claim of which nothing was recorded is untriaged."""
NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
VERDICTS = ("supported", "refuted", NOT_ENOUGH_EVIDENCE, "conflicting_evidence", "not_checkable")
"""AVeriTeC's verdicts."""
QUOTE_VERDICTS = ("accurate", "altered", "out_of_context", "misattributed", "unverified")
STANCES = ("supports", "refutes", "context")
MEDIA = ("web_text", "web_table", "pdf", "image", "video", "audio", "interview", "metadata", "other")
"""Source media after AVeriTeC, and `interview` for what somebody told the desk."""

STEPS: Mapping[str, tuple[str, ...]] = {
    UNTRIAGED: (TO_CHECK, NOT_CHECKABLE),
    NOT_CHECKABLE: (TO_CHECK,),
    TO_CHECK: (IN_CHECK, NOT_CHECKABLE),
    IN_CHECK: (DRAFTED, NOT_CHECKABLE),
    DRAFTED: (SECOND_REVIEW, IN_CHECK),
    SECOND_REVIEW: (APPROVED, RETURNED),
    APPROVED: (REOPENED,),
    RETURNED: (IN_CHECK,),
    REOPENED: (IN_CHECK,),
}
"""Where a claim can go from each state."""
PROVEN = frozenset({DRAFTED, SECOND_REVIEW, APPROVED})
"""States that a claim is in only with a verdict and what it rests on."""
SEALED = frozenset({SECOND_REVIEW, APPROVED})
"""States in which nothing of a claim and its check may change."""
OPEN = frozenset({IN_CHECK, DRAFTED})
"""States in which a check is worked on."""


class Check(NamedTuple):
    """How far the check of a claim is, and what came out; `claim` is its uid.

    `comment` is what was said with the last return or reopening. `checker` took it up, `drafted_by` wrote the verdict
    that stands, `reviewed_by` approved or returned it; each is empty while nobody has.
    """

    claim: str
    status: str = UNTRIAGED
    verdict: str | None = None
    quote_verdict: str | None = None
    justification: str = ""
    searched: str = ""
    comment: str = ""
    checker: str = ""
    drafted_by: str = ""
    reviewed_by: str = ""
    created: str = ""
    modified: str = ""


class Found(TypedDict, total=False):
    """What a check finds: only the fields given change."""

    verdict: str | None
    quote_verdict: str | None
    justification: str
    searched: str


class Evidence(NamedTuple):
    """Something that supports, refutes or puts in context a claim: where it was found, when, and its exact words.

    `accessed_at` is a time in UTC, ISO 8601; `published_on` a day, a month or a year of it. `primary` says that the
    source is the origin of what it says.
    """

    uid: str
    claim: str
    source_url: str
    archive_url: str = ""
    title: str = ""
    publisher: str = ""
    published_on: str = ""
    accessed_at: str = ""
    locator: str = ""
    excerpt: str = ""
    medium: str = "web_text"
    stance: str = "context"
    primary: bool = False
    note: str = ""
    added_by: str = ""
    created: str = ""
    modified: str = ""


def missing(check: Check, evidence: Sequence[Evidence]) -> list[str]:
    """Return what a draft still lacks: a verdict, a justification, and evidence with the day it was looked at.

    Where there is not enough evidence, what was searched stands for it.
    """
    lacks = []
    if check.verdict is None:
        lacks.append("a verdict")
    if not check.justification.strip():
        lacks.append("a justification")
    dated = any(one.accessed_at for one in evidence)
    if check.verdict == NOT_ENOUGH_EVIDENCE:
        if not dated and not check.searched.strip():
            lacks.append("what was searched")
    elif not dated:
        lacks.append("evidence with the day it was looked at")
    return lacks


def refusal(check: Check, evidence: Sequence[Evidence], to: str, who: str, comment: str = "") -> str:
    """Return which guard keeps a claim from a state, and what is missing; empty where `who` may take the step."""
    if to not in STEPS[check.status]:
        ways = " or ".join(map(word, STEPS[check.status]))
        return f"{word(check.status)} does not lead to {word(to)}; it goes to {ways}"
    if to in PROVEN and (lacks := missing(check, evidence)):
        return f"{word(to)} needs {', '.join(lacks)}"
    if to in {APPROVED, RETURNED} and who == check.drafted_by:
        return f"{who} drafted this verdict; somebody else has to approve or return it"
    if to == RETURNED and not comment.strip():
        return "a return needs a comment: what is to be done"
    if to == REOPENED and not comment.strip():
        return "reopening needs a reason"
    return ""


def stepped(check: Check, to: str, who: str, comment: str = "") -> Check:
    """Return a check after a step that nothing keeps it from."""
    named = {IN_CHECK: "checker", DRAFTED: "drafted_by", APPROVED: "reviewed_by", RETURNED: "reviewed_by"}.get(to)
    after = check._replace(status=to, **({named: who} if named else {}))
    if to in {RETURNED, REOPENED}:
        return after._replace(comment=comment.strip())
    return after._replace(comment="") if to == APPROVED else after


def word(name: str) -> str:
    """Return a state or verdict in words: `second_review` is 'second review'."""
    return name.replace("_", " ")
