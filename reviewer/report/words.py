"""What a report's pages say alike: headings, signs and words, times, and which fields of a check have something."""

import re
from collections.abc import Iterator

from reviewer.labels import UNDECIDED_GLYPH, Scheme
from reviewer.layers import ADJUDICATED, is_own
from reviewer.report.gather import ClaimRow, Line, Report
from reviewer.signs import STATUS_SIGNS, VERDICT_SIGNS
from reviewer.store.review import Evidence, word
from reviewer.text import one_line, printable

NO_VERDICT = "no verdict yet"
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?(?:\.\d+)?Z")
# Code points that stand for no character: a browser takes them for an error in the page.
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17)) + "]"
)


def safe(text: str) -> str:
    """Return text with control, bidirectional and invisible characters made visible; line ends stay, as newlines."""
    lines = re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)
    return _NONCHARACTER.sub("\ufffd", "\n".join(printable(line.replace("\t", " ")) for line in lines))


def line(text: str) -> str:
    """Return text as `safe` does, on one line."""
    return _NONCHARACTER.sub("\ufffd", one_line(text))


def label(one: Line, labels: Scheme) -> tuple[str, str]:
    """Return the sign and the word of a sentence's label, one of those of its article."""
    known = labels.get(one.label)
    sign, name = (line(known.glyph), line(known.word)) if known else (UNDECIDED_GLYPH, "undecided")
    return sign, f"{name}, uncertain" if one.uncertain else name


def state(status: str) -> str:
    """Return a status by sign and word, which stay on one line."""
    return f"{STATUS_SIGNS[status]}\u00a0{word(status)}"


def verdict(name: str | None) -> str:
    """Return a verdict by sign and word."""
    return f"{VERDICT_SIGNS[name]}\u00a0{word(name)}" if name else NO_VERDICT


def moment(at: str) -> str:
    """Return a time as a reader writes it, '2026-01-05 09:00 UTC' on one line; what is no such time as it stands."""
    found = _TIME.fullmatch(at)
    return f"{found[1]}\u00a0{found[2]}\u00a0UTC" if found else line(at)


def facts(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what is known of the article: `(name, value)`."""
    document = report.document
    yield "Source", document.url or document.name
    if document.url:
        yield "Read from", document.name
    if document.published:
        yield "Published", document.published
    if document.external_id:
        yield "Newsroom's id", document.external_id
    yield "Read in", moment(document.imported)
    yield "SHA-256", document.sha256
    if document.version > 1:
        yield "Version", str(document.version)
    yield "Reviewed by", ", ".join(filter(is_own, report.reviewers)) or "nobody yet"
    if report.layer:
        settled = report.layer == ADJUDICATED
        yield "Labels shown", "what was settled between reviewers" if settled else f"those of {report.layer}"


def found(row: ClaimRow) -> Iterator[tuple[str, str]]:
    """Yield what is known of a claim beside status and verdict: `(name, value)`, of one or more lines."""
    check = row.check
    given = (
        ("Same as", f"“{row.same_as[0]}”, in: {row.same_as[1]}" if row.same_as else ""),
        ("Justification", check.justification),
        ("Searched", check.searched),
        ("Last comment", check.comment),
        ("Taken up by", check.checker),
        ("Drafted by", check.drafted_by),
        ("Reviewed by", check.reviewed_by),
    )
    yield from (one for one in given if one[1])


def evidence(one: Evidence) -> Iterator[tuple[str, str]]:
    """Yield what is known of a piece of evidence: `(name, value)`; its title and stance stand above it."""
    given = (
        ("Source", one.source_url),
        ("Archived", one.archive_url),
        ("Publisher", one.publisher),
        ("Published", one.published_on),
        ("Looked at", moment(one.accessed_at)),
        ("Where", one.locator),
        ("Medium", word(one.medium)),
        ("Kind", "primary source" if one.primary else "secondary source"),
        ("Note", one.note),
        ("Added by", one.added_by),
    )
    yield from (fact for fact in given if fact[1])


def approved(report: Report) -> str:
    """Return in words how many claims there are and how many of them are approved."""
    claims = len(report.claims)
    done = sum(row.check.status == "approved" for row in report.claims)
    return f"{claims} {'claim' if claims == 1 else 'claims'}, {done} approved"
