"""`reviewer agreement`: what reviewers agree on, in tables or as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import NamedTuple

import click

from reviewer.agreement import Agreement, Answers, Bootstrap, Pair, SpanScores, compare, measure, pair, read, require
from reviewer.cli.agreement_tables import in_words, pairs_in_words, spans_in_words
from reviewer.cli.context import database_option, store_at
from reviewer.errors import InputError
from reviewer.labels import BUILT_IN, Scheme
from reviewer.layers import ADJUDICATED, again, is_own
from reviewer.store import Store
from reviewer.store.marks import CHECK_WORTHINESS
from reviewer.store.rows import Field

_FIELDS: tuple[Field, ...] = ("label", "check_worthiness")


class _Asked(NamedTuple):
    """One kind of answer, of documents with labels of one scheme where it is the label; `name` is that in the JSON."""

    name: str
    field: Field
    values: Sequence[str]
    labels: Scheme
    passes: Callable[[int], bool]


@click.command("agreement", epilog="Example: reviewer agreement --bootstrap 200 --json")
@click.option("--reviewer", "reviewers", metavar="NAME", multiple=True, help="Compare only these [default: all].")
@click.option("--field", type=click.Choice(list(_FIELDS)), help="Only this answer [default: both, and the spans].")
@click.option("--against", type=click.Choice([ADJUDICATED]), help="Compare each reviewer with what was settled.")
@click.option("--bootstrap", type=click.IntRange(0, 100_000), default=1000, show_default=True, help="Samples; 0: none.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Of the samples.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object; what is not defined is null.")
@database_option
def command(
    *,
    reviewers: tuple[str, ...],
    field: Field | None,
    against: str | None,
    bootstrap: int,
    seed: int,
    as_json: bool,
    db: str | None,
) -> None:
    """Say how far reviewers agree: raw agreement, kappa and alpha, by label and by pair, with 95 % intervals.

    docs/agreement.md says what each number means and which library computes it.
    """
    store = store_at(db, make=False)
    layers = layers_of(store)
    chosen = _chosen(layers, reviewers)
    require()
    drawn = Bootstrap(bootstrap, seed)
    fields = [field] if field else list(_FIELDS)
    found: dict[str, object] = {"bootstrap": bootstrap, "seed": seed, "reviewers": chosen}
    for one in (asked for name in fields for asked in _asked(store, name)):
        told, lines = _of_field(store, one, chosen, layers, against, drawn)
        found[one.name] = told
        if not as_json:
            click.echo("\n".join([*lines, ""]))
    if not field:
        others = [(who, against) for who in chosen] if against else list(combinations(chosen, 2))
        scores = list(_spans(store, others, drawn))
        found["spans"] = [_plain(score) for score in scores]
        if not as_json:
            click.echo("\n".join(spans_in_words(scores, drawn)))
    if as_json:
        click.echo(json.dumps(found))


def layers_of(store: Store) -> list[str]:
    """Return every layer that anything was labelled, judged or marked in, by name."""
    return sorted({layer for _, layer in store.worked()})


def _asked(store: Store, field: Field) -> Iterator[_Asked]:
    """Yield what is measured apart: labels of different schemes are no answers to one question."""
    if field == "check_worthiness":
        yield _Asked(field, field, CHECK_WORTHINESS, BUILT_IN, lambda _document: True)
        return
    schemes = store.schemes()
    of = store.schemed() if any(scheme.is_own for scheme in schemes) else {}
    for scheme in schemes:
        name = f"label:{scheme.uid}" if scheme.is_own else "label"
        yield _Asked(name, field, scheme.names, scheme, partial(_has, of, scheme.uid))


def _has(of: Mapping[int, str], uid: str | None, document: int) -> bool:
    return of.get(document) == uid


def _chosen(layers: Sequence[str], reviewers: Sequence[str]) -> list[str]:
    own = [layer for layer in layers if is_own(layer)]
    for name in reviewers:
        if name not in own:
            raise InputError(name, "has labelled nothing in this database; reviewer status lists who has")
    return list(dict.fromkeys(reviewers)) or own


def _of_field(  # noqa: PLR0917 - what the options chose, handed on
    store: Store, asked: _Asked, chosen: Sequence[str], layers: Sequence[str], against: str | None, drawn: Bootstrap
) -> tuple[object, list[str]]:
    """Return what is told of one kind of answer, as values of JSON and as lines."""
    field, values, labels = asked.field, asked.values, asked.labels

    def answers(compared: Sequence[str]) -> Answers:
        return read(store, field, compared, values, passes=asked.passes)

    if against:
        compared = [pair(answers((who, against)), drawn) for who in chosen]
        return {"against": against, "pairs": [_plain(one) for one in compared]}, pairs_in_words(
            field, compared, labels, values, f"against {against}"
        )
    agreed = measure(answers(chosen), drawn)
    twice = [who for who in chosen if again(who) in layers]
    selves = [pair(answers((who, again(who))), drawn) for who in twice]
    told = {**_plain(agreed), "self_agreement": [_plain(one) for one in selves]}
    lines = in_words(field, agreed, drawn, labels)
    if selves:
        lines += ["", *pairs_in_words(field, selves, labels, values, "asked again")]
    return told, lines


def _spans(store: Store, pairs: Sequence[tuple[str, str]], drawn: Bootstrap) -> Iterator[SpanScores]:
    """Yield how far each pair agrees on who said what, over the documents that both have worked on."""
    worked: dict[str, set[int]] = {}
    for document, layer in store.worked():
        worked.setdefault(layer, set()).add(document)
    for one, other in pairs:
        yield compare(store, one, other, sorted(worked.get(one, set()) & worked.get(other, set())), drawn)


def _plain(value: Agreement | Pair | SpanScores) -> dict[str, object]:
    """Return a result as values of JSON, numbers to six places."""
    return {name: _value(part) for name, part in value._asdict().items()}


def _value(part: object) -> object:
    if isinstance(part, float):
        return round(part, 6)
    if isinstance(part, tuple) and hasattr(part, "_asdict"):
        return {name: _value(one) for name, one in part._asdict().items()}
    return [_value(one) for one in part] if isinstance(part, (list, tuple)) else part
