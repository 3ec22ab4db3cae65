"""What reviewers mark in an article beyond labels: attributions, claims, and the people who say things.

Offsets are code points, half-open, into the document's text. They are the document's, not a sentence's: splitting and
merging sentences moves no mark.
"""

from typing import Literal, NamedTuple

Spans = tuple[tuple[int, int], ...]
"""Some stretches of a document, ascending, not touching each other."""

Role = Literal["content", "cue", "source"]
ROLES: tuple[Role, ...] = ("content", "cue", "source")
QUOTE_TYPES = ("direct", "mixed", "indirect")
"""How what is said stands to the quotation marks."""
CHECK_WORTHINESS = ("NFS", "UFS", "CFS")
"""ClaimBuster: no factual claim; factual but unimportant; check-worthy."""
CLAIM_TYPES = ("event_or_property", "numerical", "quote_verification", "causal", "position_statement")
"""AVeriTeC's types; several may hold."""


def overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Return whether two stretches share a character."""
    return first[0] < second[1] and second[0] < first[1]


class Attribution(NamedTuple):
    """Who said it: at most one source, one cue, content in one or more spans; `speaker` and `parent` are uids.

    The source's words stay as they stand ("he"); `speaker` is who that is. `suggestion` is what became of the proposal
    it was made from, as `rows.offered` writes it.
    """

    uid: str
    document: int
    reviewer: str
    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None
    quote_type: str
    addressee: str
    parent: str | None
    created: str
    modified: str
    guideline: str
    origin: str
    suggestion: str | None = None

    def spans(self) -> Spans:
        """Return all its spans, ascending."""
        return tuple(sorted((*self.source, *self.cue, *self.content)))


def by_role(one: Attribution) -> dict[Role, Spans]:
    """Return the spans of an attribution by their roles."""
    return {"content": one.content, "cue": one.cue, "source": one.source}


class Speaker(NamedTuple):
    """A person or body that says things, known to the whole project."""

    uid: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""


class Claim(NamedTuple):
    """A checkable proposition in stand-alone words, taken from the article's words `[start, end)`.

    `vanished` is the version of the article from which on these words are gone; the place is the nearest to them then.
    `same_as` is the claim (uid) of another article, or of this one, that claims the same.
    """

    uid: str
    document: int
    reviewer: str
    start: int
    end: int
    text: str
    presupposed: bool
    created: str
    modified: str
    guideline: str
    origin: str
    vanished: int | None = None
    same_as: str | None = None


class LedgerRow(NamedTuple):
    """One claim of the project with what stands beside it: for a list of all claims.

    `duplicate` says that it is linked to an earlier claim, or its sentence to an earlier one.
    """

    claim: Claim
    sentence: int
    title: str
    label: str | None
    check_worthiness: str | None
    duplicate: bool
    speaker: str
    status: str = "untriaged"
    verdict: str | None = None
    checker: str = ""
    drafted_by: str = ""
