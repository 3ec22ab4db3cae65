"""A report as one HTML page that needs nothing else: no script, no resource from elsewhere, every text escaped."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from urllib.parse import quote

from reviewer.report import words
from reviewer.report.gather import ClaimRow, Line, Piece, Report
from reviewer.store.review import word
from reviewer.store.rows import Document
from reviewer.text import is_web

_CONTENTS, _UNTITLED = "Fact-check report", "(no title)"
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_LEGEND = (
    '<p class="legend">In the text: <span class="source">who says it</span>, '
    '<span class="cue">what brings it in</span>, '
    '<span class="content">what is said</span>; a raised number leads to a claim.</p>'
)


def pages(reports: Iterable[Report], documents: Sequence[Document]) -> Iterator[str]:
    """Yield a page part by part: the reports of these documents, with a list of contents where there are several."""
    several = len(documents) > 1
    yield _head(_CONTENTS if several else _line(documents[0].title) if documents else "")
    if several:
        entries = "".join(
            f'<li><a href="#article-{one.id}">{_line(one.title).strip() or _UNTITLED}</a></li>' for one in documents
        )
        yield f'<header><h1>{_CONTENTS}</h1></header><nav aria-label="Articles"><ol>{entries}</ol></nav>'
    yield "<main>\n"
    for report in reports:
        yield from _article(report, 2 if several else 1)
    yield "</main>\n</body>\n</html>\n"


def _head(title: str) -> str:
    style = (files("reviewer.report") / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="reviewer">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{title.strip() or _UNTITLED}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _article(report: Report, level: int) -> Iterator[str]:
    """Yield the parts of an article's report; `level` is that of its title among the headings."""
    document, h = report.document, level + 1
    at = f"a{document.id}"
    title = _line(document.title).strip() or _UNTITLED
    yield (
        f'<article id="article-{document.id}" aria-labelledby="{at}-title">\n<header>\n<p class="kicker">Fact-check · '
        f'{words.approved(report)}</p>\n<h{level} id="{at}-title">{title}</h{level}>\n'
        f"{_facts(words.facts(report), 'facts')}\n</header>\n"
    )
    yield _section(at, "summary", h, "Verdicts", _summary(report, at))
    yield f'<section aria-labelledby="{at}-text">\n<h{h} id="{at}-text">The article</h{h}>\n{_LEGEND}\n'
    language = document.language or ""
    lang = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
    yield f'<ol{lang} class="text">\n'
    for one in report.lines:
        yield _sentence(one, at)
    yield "</ol>\n</section>\n"
    if report.sayings:
        rows = "".join(
            f"<tr><td>{_line(one.speaker) or 'not said who'}</td><td>{_line(one.source)}</td><td>{_line(one.cue)}</td>"
            f"<td>{_line(one.content)}</td><td>{_line(one.kind)}</td></tr>"
            for one in report.sayings
        )
        yield _section(at, "said", h, "Who said what", _table(("Speaker", "Source", "Cue", "Content", "Kind"), rows))
    if report.claims:
        yield f'<section aria-labelledby="{at}-claims">\n<h{h} id="{at}-claims">Claims</h{h}>\n'
        for row in report.claims:
            yield _claim(row, at, h + 1)
        yield "</section>\n"
    yield "</article>\n"


def _section(at: str, name: str, h: int, title: str, body: str) -> str:
    return f'<section aria-labelledby="{at}-{name}">\n<h{h} id="{at}-{name}">{title}</h{h}>\n{body}\n</section>\n'


def _table(heads: Iterable[str], rows: str) -> str:
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return f'<div class="wide"><table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>'


def _summary(report: Report, at: str) -> str:
    if not report.claims:
        return "<p>No claim was written of this article.</p>"
    counts = "".join(
        f'<tr><th scope="row">{words.verdict(name)}</th><td>{count}</td><td>{done}</td></tr>'
        for name, count, done in report.verdicts()
    )
    claims = "".join(
        f'<tr><td><a href="#{at}-claim-{row.number}">{row.number}</a></td><td>{_line(row.claim.text)}</td>'
        f"<td>{words.verdict(row.check.verdict)}</td><td>{words.state(row.check.status)}</td></tr>"
        for row in report.claims
    )
    return _table(("Verdict", "Claims", "Approved"), counts) + _table(("No.", "Claim", "Verdict", "Status"), claims)


def _sentence(one: Line, at: str) -> str:
    sign, name = words.label(one)
    note = f'<span class="note">Note: {_text(one.note)}</span>' if one.note else ""
    kind = "" if one.kind == "body" else f'<span class="kind">{_line(one.kind)}</span>'
    classes = f"{one.kind} opens" if one.opens else one.kind
    return (
        f'<li class="{escape(classes)}"><span class="label"><span aria-hidden="true">{sign}</span> {name}{kind}</span>'
        f'<span class="words">{"".join(_piece(piece, at) for piece in one.pieces)}{note}</span></li>\n'
    )


def _piece(piece: Piece, at: str) -> str:
    text = _text(piece.text)
    marked = f'<span class="{" ".join(piece.roles)}">{text}</span>' if piece.roles else text
    links = (f'<sup><a href="#{at}-claim-{one}" title="claim {one}">{one}</a></sup>' for one in piece.claims)
    return f"{marked}{''.join(links)}"


def _claim(row: ClaimRow, at: str, h: int) -> str:
    check = row.check
    quoted = f" · quotation {word(check.quote_verdict)}" if check.quote_verdict else ""
    by = f'<p class="by">Taken from “{_line(row.quoted)}” by {_line(row.claim.reviewer)}</p>'
    presupposed = "<p>The article takes it for granted instead of saying it.</p>" if row.claim.presupposed else ""
    name = f"{at}-claim-{row.number}"
    outcome = f"<strong>{words.verdict(check.verdict)}</strong>{quoted} · {words.state(check.status)}"
    return (
        f'<section class="claim" id="{name}" aria-labelledby="{name}-h">\n'
        f'<h{h} id="{name}-h"><span class="number">Claim {row.number}</span> {_line(row.claim.text)}</h{h}>\n'
        f'<p class="outcome">{outcome}</p>\n{by}{presupposed}{_facts(words.found(row))}\n'
        f"{_evidence(row, h + 1)}\n<h{h + 1}>History</h{h + 1}>{_history(row)}\n</section>\n"
    )


def _evidence(row: ClaimRow, h: int) -> str:
    if not row.evidence:
        return "<p>No evidence yet.</p>"
    entries = "".join(
        f'<li><p class="title"><strong>{word(one.stance)}</strong>: {_line(one.title) or "untitled"}</p>'
        f"{_excerpt(one.excerpt)}{_facts(words.evidence(one))}</li>"
        for one in row.evidence
    )
    return f'<h{h}>Evidence</h{h}><ol class="evidence">{entries}</ol>'


def _excerpt(words_of_it: str) -> str:
    return f"<blockquote>{_text(words_of_it)}</blockquote>" if words_of_it else ""


def _history(row: ClaimRow) -> str:
    rows = "".join(
        f"<tr><td>{words.moment(one.at)}</td><td>{_line(one.who)}</td>"
        f"<td>{_line(one.what)}{_text(f': {one.comment}') if one.comment else ''}</td></tr>"
        for one in row.history
    )
    return _table(("When", "Who", "What"), rows)


def _facts(facts: Iterable[tuple[str, str]], name: str = "found") -> str:
    """Return facts as a list of terms; nothing where there are none."""
    rows = "".join(f"<div><dt>{term}</dt><dd>{_link(value)}</dd></div>" for term, value in facts)
    return f'<dl class="{name}">{rows}</dl>' if rows else ""


def _link(value: str) -> str:
    """Return a value escaped, and as a link where it is a URL of the web."""
    if not is_web(value):
        return _text(value)
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", value)
    path, mark, fragment = whole.partition("#")
    target = quote(path, safe="/:?@!$&'()*+,;=%~") + mark + quote(fragment, safe="/:?@!$&'()*+,;=%~")
    return f'<a href="{escape(target)}" rel="noopener noreferrer nofollow">{_line(value)}</a>'


def _text(text: str) -> str:
    return escape(words.safe(text))


def _line(text: str) -> str:
    return escape(words.line(text))
