"""`reviewer lint`: where labels, attributions and claims do not go together with the words of an article."""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from reviewer.cli.choosing import documents_of
from reviewer.cli.context import database_option, store_at
from reviewer.lint import Finding, in_text, lint
from reviewer.store import Store
from reviewer.store.marks import Speaker
from reviewer.store.rows import Annotation, Document, Sentence
from reviewer.text import one_line


class Found(NamedTuple):
    """A finding and where it is; `number` counts sentences from 1; without a reviewer it is the text's alone."""

    document: Document
    reviewer: str | None
    sentence: Sentence
    number: int
    finding: Finding
    words: str


@click.command("lint", epilog="Example: reviewer lint story.txt")
@click.argument("paths", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@click.option("--reviewer", metavar="NAME", help="Only this reviewer's work [default: everybody's].")
@database_option
@click.pass_context
def command(
    context: click.Context, *, paths: tuple[str, ...], as_json: bool, reviewer: str | None, db: str | None
) -> None:
    """Say where to look again: quotations without a speaker, numbers without a source, claims that lean on the text.

    PATHS are articles in the database, or folders they were read from; without one, all of them. Exit code 1 says that
    something was found.
    """
    store = store_at(db, make=False)
    speakers = store.speakers()
    count = 0
    for document in documents_of(store, paths):
        for found in _linted(store, document, speakers, reviewer):
            count += 1
            click.echo(_as_json(found) if as_json else _as_line(found))
    click.echo(_summary(count), err=True)
    if count:
        context.exit(1)


def _linted(store: Store, document: Document, speakers: Sequence[Speaker], reviewer: str | None) -> Iterator[Found]:
    """Yield the findings in a document; what lies in the text alone comes once, whoever worked on it."""
    text = store.text(document.id)
    sentences = store.sentences(document.id, 0, len(text) + 1)
    starts = [one.start for one in sentences]
    if not sentences:
        return
    own = lint(text, sentences, {}, (), (), ())
    told: list[tuple[Finding, str | None]] = [(finding, None) for finding in own]
    for who, said in _work(store, document.id, reviewer).items():
        attributions, claims = store.attributions(document.id, who), store.claims(document.id, who)
        findings = lint(text, sentences, said, attributions, claims, speakers, scheme=document.scheme)
        told += [(finding, who) for finding in findings if finding not in own]
    for finding, name in sorted(told, key=lambda one: (in_text(one[0]), one[1] or "")):
        place = max(0, bisect_right(starts, finding.start) - 1)
        words = text[finding.start : finding.end]
        yield Found(document, name, sentences[place], place + 1, finding, words)


def _work(store: Store, document: int, reviewer: str | None) -> dict[str, dict[str, Annotation]]:
    """Return what each reviewer has said of a document's sentences, by their uids."""
    found: dict[str, dict[str, Annotation]] = {}
    for _, _, rows, _ in store.labelled([document], reviewer=reviewer, labels=None, undecided=True):
        for row in rows:
            if row.reviewer is not None and row.annotation is not None:
                found.setdefault(row.reviewer, {})[row.uid] = row.annotation
    return dict(sorted(found.items()))


def _as_line(found: Found) -> str:
    by = f" ({one_line(found.reviewer)})" if found.reviewer else ""
    name, what = one_line(found.document.name), one_line(found.finding.message)
    return f"{name}:{found.number}: {found.finding.rule}: {what}{by}"


def _as_json(found: Found) -> str:
    # Escaped beyond ASCII: names come from outside, and this may be read on a terminal.
    return json.dumps(
        {
            "document": found.document.uid,
            "name": found.document.name,
            "reviewer": found.reviewer,
            "sentence": found.sentence.uid,
            "number": found.number,
            "rule": found.finding.rule,
            "start": found.finding.start,
            "end": found.finding.end,
            "text": found.words,
            "message": found.finding.message,
        }
    )


def _summary(count: int) -> str:
    if not count:
        return "nothing to look at again"
    return "1 thing to look at again" if count == 1 else f"{count:,} things to look at again"
