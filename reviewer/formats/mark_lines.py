"""Attributions, claims and their checks as the JSON of a record, byte for byte as the model itself would write them."""

from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring as quoted

from reviewer.store.marked import Checks
from reviewer.store.marks import Attribution, Claim, Spans, Speaker
from reviewer.store.review import APPROVED, STATUSES, UNTRIAGED, Check, Evidence


def attributions_line(text: str, given: Iterable[Attribution], speakers: Mapping[str, Speaker]) -> str:
    """Return attributions as a JSON list; their spans' words come from the document's text."""
    return f"[{','.join(_attribution(text, one, speakers) for one in given)}]"


def claims_line(given: Iterable[Claim], checks: Checks) -> str:
    """Return claims as a JSON list, each with its check."""
    return f"[{','.join(_claim(one, checks) for one in given)}]"


def review_line(given: Sequence[Claim], checks: Checks) -> str:
    """Return how far claims are checked, as a JSON object; null where there are none."""
    if not given:
        return "null"
    states = [checks[one.uid][0].status if one.uid in checks else UNTRIAGED for one in given]
    least = min(states, key=STATUSES.index)
    return f'{{"status":"{least}","claims":{len(states)},"approved":{states.count(APPROVED)}}}'


def _attribution(text: str, one: Attribution, speakers: Mapping[str, Speaker]) -> str:
    return (
        f'{{"id":{quoted(one.uid)},"source":{_spans(text, one.source)},"cue":{_spans(text, one.cue)},'
        f'"content":{_spans(text, one.content)},"speaker":{_speaker(speakers.get(one.speaker or ""))},'
        f'"quote_type":{quoted(one.quote_type)},"addressee":{quoted(one.addressee)},'
        f'"parent":{"null" if one.parent is None else quoted(one.parent)},"suggestion":{one.suggestion or "null"},'
        f'"created":{quoted(one.created)},"modified":{quoted(one.modified)}}}'
    )


def _spans(text: str, spans: Spans) -> str:
    written = (f'{{"start":{start},"end":{end},"text":{quoted(text[start:end])}}}' for start, end in spans)
    return f"[{','.join(written)}]"


def _speaker(speaker: Speaker | None) -> str:
    if speaker is None:
        return "null"
    aliases = ",".join(map(quoted, speaker.aliases))
    return (
        f'{{"id":{quoted(speaker.uid)},"name":{quoted(speaker.name)},"aliases":[{aliases}],'
        f'"role":{quoted(speaker.role)}}}'
    )


def _claim(one: Claim, checks: Checks) -> str:
    return (
        f'{{"id":{quoted(one.uid)},"start":{one.start},"end":{one.end},"text":{quoted(one.text)},'
        f'"presupposed":{"true" if one.presupposed else "false"},'
        f'"same_as":{"null" if one.same_as is None else quoted(one.same_as)},'
        f'"created":{quoted(one.created)},"modified":{quoted(one.modified)},'
        f'"check":{_check(*checks[one.uid]) if one.uid in checks else "null"}}}'
    )


def _check(check: Check, evidence: Iterable[Evidence]) -> str:
    fields = (
        f'"{name}":{"null" if value is None else quoted(value)}'
        for name, value in zip(Check._fields[1:], check[1:], strict=True)
    )
    return f'{{{",".join(fields)},"evidence":[{",".join(map(_evidence, evidence))}]}}'


def _evidence(one: Evidence) -> str:
    fields = (
        f'"{name}":{quoted(value) if isinstance(value, str) else "true" if value else "false"}'
        for name, value in zip(Evidence._fields[2:], one[2:], strict=True)
    )
    return f'{{"id":{quoted(one.uid)},{",".join(fields)}}}'
