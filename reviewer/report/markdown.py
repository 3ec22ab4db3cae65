"""A report as Markdown (CommonMark with tables) in which no text of an article or a reviewer can be markup."""

import re
from collections.abc import Iterable, Iterator, Sequence

from reviewer.labels import Scheme
from reviewer.report import words
from reviewer.report.gather import ClaimRow, Line, Piece, Report
from reviewer.store.review import word
from reviewer.store.rows import Document
from reviewer.text import is_web

_MARKUP = re.compile(r"([\\`*_\[\]<>&|~!#$^@{}])|(?<=www)(\.)|(?<=[a-z])(:)(?=//)", re.IGNORECASE)
# What begins a list, a heading or a rule where it begins a line.
_BEGINNING = re.compile(r"^(\d+(?=[.)](?:\s|$)))?([-+=.)])")

_LEGEND = "Who says it stands in «…», what is said in ⟦…⟧, what brings it in between ‹…›; ⁽¹⁾ is the number of a claim."
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def pages(reports: Iterable[Report], documents: Sequence[Document]) -> Iterator[str]:
    """Yield a page part by part: the reports of these documents, with a list of contents where there are several."""
    several = len(documents) > 1
    if several:
        entries = "".join(f"- {escaped(one.title) or '(no title)'}\n" for one in documents)
        yield f"# Fact-check report\n\n{entries}\n"
    for report in reports:
        yield from _article(report, "##" if several else "#")


def escaped(text: str) -> str:
    """Return text on one line so that CommonMark and its tables show these words, and nothing in them is markup."""
    line = " ".join(words.line(text).split())
    return _BEGINNING.sub(r"\1\\\2", _MARKUP.sub(lambda found: "\\" + found[0], line))


def _lines(text: str) -> str:
    """Return text of several lines as `escaped`, with a hard break at the end of each."""
    return "\\\n  ".join(escaped(line) for line in words.safe(text).split("\n") if line.strip())


def _article(report: Report, h: str) -> Iterator[str]:
    title = escaped(report.document.title) or "(no title)"
    yield f"{h} {title}\n\n{words.approved(report)}\n\n{_facts(words.facts(report))}\n"
    yield f"{h}# Verdicts\n\n"
    if report.claims:
        yield _table(
            ("Verdict", "Claims", "Approved"),
            ((words.verdict(name), str(count), str(done)) for name, count, done in report.verdicts()),
        )
        yield _table(
            ("No.", "Claim", "Verdict", "Status"),
            (
                (
                    str(row.number),
                    escaped(row.claim.text),
                    words.verdict(row.check.verdict),
                    words.state(row.check.status),
                )
                for row in report.claims
            ),
        )
    else:
        yield "No claim was written of this article.\n\n"
    yield f"{h}# The article\n\n{_LEGEND}\n\n"
    for one in report.lines:
        yield _sentence(one, report.document.scheme)
    yield "\n"
    if report.sayings:
        yield f"{h}# Who said what\n\n"
        rows = ((one.speaker or "not said who", *one[1:]) for one in report.sayings)
        yield _table(("Speaker", "Source", "Cue", "Content", "Kind"), (tuple(map(escaped, row)) for row in rows))
    if report.claims:
        yield f"{h}# Claims\n\n"
        for row in report.claims:
            yield _claim(row, f"{h}##")


def _sentence(one: Line, labels: Scheme) -> str:
    sign, name = (escaped(part) for part in words.label(one, labels))
    kind = "" if one.kind == "body" else f", {one.kind}"
    note = f" — note: {_lines(one.note)}" if one.note else ""
    gap = "\n" if one.opens and one.number > 1 else ""
    return f"{gap}- **{one.number} {sign} {name}{kind}:** {''.join(map(_piece, one.pieces))}{note}\n"


def _piece(piece: Piece) -> str:
    text = re.sub(
        r"^( *)(.*?)( *)$", lambda found: found[1][:1] + escaped(found[2]) + found[3][:1], words.line(piece.text)
    )
    for role, (before, after) in (("source", "«»"), ("cue", "‹›"), ("content", "⟦⟧")):
        if role in piece.roles:
            text = f"{before}{text}{after}"
    return text + "".join(f" ⁽{str(one).translate(_RAISED)}⁾" for one in piece.claims)


def _claim(row: ClaimRow, h: str) -> str:
    check = row.check
    quoted = f" · quotation {word(check.quote_verdict)}" if check.quote_verdict else ""
    presupposed = "The article takes it for granted instead of saying it.\n\n" if row.claim.presupposed else ""
    parts = [
        f"{h} Claim {row.number}: {escaped(row.claim.text)}\n\n",
        f"**{words.verdict(check.verdict)}**{quoted} · {words.state(check.status)}\n\n",
        f"Taken from “{escaped(row.quoted)}” by {escaped(row.claim.reviewer)}\n\n{presupposed}",
        f"{_facts(words.found(row))}\n",
        f"{h}# Evidence\n\n" if row.evidence else "No evidence yet.\n\n",
    ]
    for number, one in enumerate(row.evidence, 1):
        excerpt = f"> {_lines(one.excerpt).replace(chr(10) + '  ', chr(10) + '> ')}\n\n" if one.excerpt.strip() else ""
        title = escaped(one.title) or "untitled"
        parts.append(f"**{number}. {word(one.stance)}:** {title}\n\n{excerpt}{_facts(words.evidence(one))}\n")
    history = (
        (words.moment(one.at), escaped(one.who), escaped(f"{one.what}: {one.comment}" if one.comment else one.what))
        for one in row.history
    )
    parts += [f"{h}# History\n\n", _table(("When", "Who", "What"), history)]
    return "".join(parts)


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    """Return facts as a list; a URL of the web stands as a link to itself."""
    return "".join(f"- {name}: {f'<{value}>' if is_web(value) else _lines(value)}\n" for name, value in facts)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    made = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n{made}\n"
