"""What reviewers agree on as lines of a terminal: each number with its interval, or why there is none."""

from collections.abc import Sequence

from reviewer.agreement import FEW_DOCUMENTS, Agreement, Bootstrap, Figure, Pair, SpanScores
from reviewer.cli.tables import aligned
from reviewer.labels import BUILT_IN, Scheme
from reviewer.text import shorten

_NAME = 16
"""Columns that a reviewer's name may take in a table; longer ones are cut."""


def in_words(field: str, found: Agreement, drawn: Bootstrap, labels: Scheme = BUILT_IN) -> list[str]:
    """Return the lines on one kind of answer: all reviewers together, by label, and by pair."""
    title = _title(field, labels)
    if len(found.layers) < 2:
        return [f"{title}: one reviewer only, or none; agreement takes two who answer the same sentences"]
    if not found.items:
        return [f"{title}: no sentence has two answers yet; give documents to two reviewers: reviewer assign --help"]
    plural = "" if found.documents == 1 else "s"
    lines = [f"{title}: {found.items:,} sentences with two or more answers, in {found.documents:,} document{plural}"]
    if drawn.times:
        lines.append(f"95 % intervals: {drawn.times:,} samples of {found.resampled}s, seed {drawn.seed}")
    which = f"{found.fleiss_items:,} sentences with {found.fleiss_answers} answers"
    lines += [
        f"raw agreement         {_figure(found.raw)}",
        f"Krippendorff's alpha  {_figure(found.alpha)}",
        f"Fleiss' kappa         {_figure(found.fleiss)}  ({which})",
        "",
    ]
    heads = ("against all others", "answers", "raw", "alpha")
    rows = [(labels.word(one.label), f"{one.answers:,}", _figure(one.raw), _figure(one.alpha)) for one in found.labels]
    return [*lines, *aligned([heads, *rows]), "", *_pairs(found.pairs, labels, found.values)]


def pairs_in_words(field: str, pairs: Sequence[Pair], labels: Scheme, values: Sequence[str], how: str) -> list[str]:
    """Return the lines on pairs of layers that are compared in another way, told by `how`."""
    return [f"{_title(field, labels)}, {how}", *(_pairs(pairs, labels, values) if pairs else ["nobody to compare"])]


def _pairs(pairs: Sequence[Pair], labels: Scheme, values: Sequence[str]) -> list[str]:
    heads = ("pair", "sentences", "raw", "kappa", "alpha")
    rows = [(_names(one), f"{one.items:,}", _number(one.raw), _figure(one.kappa), _number(one.alpha)) for one in pairs]
    lines = aligned([heads, *rows])
    for one in pairs:
        if one.items:
            lines += [
                "",
                f"{_names(one)}: rows are {shorten(one.first, _NAME)}'s answers",
                *_table(one, labels, values),
            ]
    return lines


def _table(one: Pair, labels: Scheme, values: Sequence[str]) -> list[str]:
    names = [labels.word(value) for value in values]
    rows = [(name, *map(str, counts)) for name, counts in zip(names, one.table, strict=True)]
    return ["  " + line for line in aligned([("", *names), *rows])]


def spans_in_words(scores: Sequence[SpanScores], drawn: Bootstrap) -> list[str]:
    """Return the lines on the spans of attributions, pair by pair."""
    marked = [one for one in scores if any(role.first or role.second for role in one.roles)]
    if not marked:
        return ["who said what: no attribution in a document that two reviewers have worked on"]
    lines = ["who said what: F1 of spans with the same bounds, of characters, and of spans matched one to one"]
    if drawn.times:
        how = f"{drawn.times:,} samples of documents, seed {drawn.seed}; none under {FEW_DOCUMENTS} documents"
        lines.append(f"95 % intervals: {how}")
    heads = ("", "exact", "characters", "matched")
    for one in marked:
        spans = ", ".join(f"{role.role} {role.first:,} / {role.second:,}" for role in one.roles)
        rows = [(role.role, *map(_figure, (role.exact, role.characters, role.matched))) for role in one.roles]
        lines += [
            "",
            f"{shorten(one.one, _NAME)} – {shorten(one.other, _NAME)}: spans of {spans}",
            *("  " + line for line in aligned([heads, *rows])),
            f"  of {one.pairs:,} matched contents with a speaker, {one.speakers:,} name the same",
        ]
    return lines


def _title(field: str, labels: Scheme) -> str:
    if field == "check_worthiness":
        return "check-worthiness"
    return f"labels {', '.join(label.word for label in labels.labels)}" if labels.is_own else "labels"


def _names(one: Pair) -> str:
    return f"{shorten(one.first, _NAME)} – {shorten(one.second, _NAME)}"


def _number(figure: Figure) -> str:
    return "none" if figure.value is None else f"{figure.value:.3f}"


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return figure.why
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
