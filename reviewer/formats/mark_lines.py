"""Attributions and claims as the JSON of a record, byte for byte as the model itself would write them."""

from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring as quoted

from reviewer.store.marks import Attribution, Claim, Spans, Speaker


def attributions_line(text: str, given: Iterable[Attribution], speakers: Mapping[str, Speaker]) -> str:
    """Return attributions as a JSON list; their spans' words come from the document's text."""
    return f"[{','.join(_attribution(text, one, speakers) for one in given)}]"


def claims_line(given: Iterable[Claim]) -> str:
    """Return claims as a JSON list."""
    return f"[{','.join(map(_claim, given))}]"


def _attribution(text: str, one: Attribution, speakers: Mapping[str, Speaker]) -> str:
    return (
        f'{{"id":{quoted(one.uid)},"source":{_spans(text, one.source)},"cue":{_spans(text, one.cue)},'
        f'"content":{_spans(text, one.content)},"speaker":{_speaker(speakers.get(one.speaker or ""))},'
        f'"quote_type":{quoted(one.quote_type)},"addressee":{quoted(one.addressee)},'
        f'"parent":{"null" if one.parent is None else quoted(one.parent)},'
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


def _claim(one: Claim) -> str:
    return (
        f'{{"id":{quoted(one.uid)},"start":{one.start},"end":{one.end},"text":{quoted(one.text)},'
        f'"presupposed":{"true" if one.presupposed else "false"},'
        f'"created":{quoted(one.created)},"modified":{quoted(one.modified)}}}'
    )
