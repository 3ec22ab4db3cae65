"""One article's records with what is proposed: its document and rows without a database, and proposals as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic_core import to_json

from reviewer.articles.article import Article
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import Segment
from reviewer.articles.titles import title_of
from reviewer.formats.lines import line, page, whole
from reviewer.store.marks import Spans, Speaker
from reviewer.store.rows import Document, Labelled
from reviewer.suggest.engine import ENGINE
from reviewer.suggest.proposals import Proposed, Suggestion
from reviewer.suggest.proposing import proposals
from reviewer.suggest.speaking import speakers_of
from reviewer.suggest.stretches import Stretch

_BATCH = 256
"""How many lines are made at once where nothing is proposed."""


def blocks(article: Article, segments: Sequence[Segment], *, suggest: bool = True) -> Iterator[list[bytes]]:
    """Yield the lines of an article's records, in the order of the text, a few hundred at a time."""
    document = _document(article, segments)
    shared = page(document, article.text)
    names = _names(document.uid, article.text, segments)
    first = whole(shared, to_json([(name, *one) for name, one in zip(names, segments, strict=True)]).decode())
    if not suggest:
        for begin in range(0, len(segments), _BATCH):
            rows = [
                (at, _row(article.text, segments, at, names[at]))
                for at in range(begin, min(begin + _BATCH, len(segments)))
            ]
            yield [line(shared if at else first, row) for at, row in rows]
        return
    heard: dict[str, Speaker] = {}
    for stretch, given in proposals(article.text, segments):
        voices = _voices(stretch, given, heard)
        lines = []
        for number, one in enumerate(given, stretch.first):
            said = [_attribution(article.text, proposed, voices) for proposed in one.attributions]
            earlier = (
                None if one.repeats is None else {"sentence": names[one.repeats], "start": segments[one.repeats].start}
            )
            row = _row(article.text, segments, number, names[number])
            lines.append(line(shared if number else first, row, _proposal(one, earlier, said)))
        yield lines


def _voices(stretch: Stretch, given: Sequence[Suggestion], heard: dict[str, Speaker]) -> dict[Proposed, str]:
    """Return the names of who speaks in the attributions of a stretch, and keep them in `heard` for the next ones."""
    said = sorted(one for suggestion in given for one in suggestion.attributions)
    who = speakers_of(stretch.heard(), [one.source for one in said], tuple(heard.values()), base=stretch.base)
    for found in who:
        if found:
            heard.setdefault(found.speaker.name, found.speaker)
    return {one: found.speaker.name for one, found in zip(said, who, strict=True) if found}


def _document(article: Article, segments: Sequence[Segment]) -> Document:
    """Return an article as a database would hold it, under an id made from its hash."""
    return Document(
        id=0, uid=str(uuid5(NAMESPACE_URL, f"urn:sha256:{article.sha256}")), sha256=article.sha256, name=article.name,
        title=title_of(article, segments, article.name), url=article.url, published=article.published,
        language=article.language, external_id=article.external_id, encoding=article.encoding, splitter=SPLITTER,
        imported="", meta=json.dumps(dict(article.meta), ensure_ascii=False), sentences=len(segments),
    )  # fmt: skip


def _names(document: str, text: str, segments: Sequence[Segment]) -> list[str]:
    """Return an id for each sentence, made from the document's, its words, and how often they came before.

    No database gives an id here, and the same article must give the same ones. They are made from no position: what
    happens elsewhere in the article renames nothing.
    """
    space = UUID(document)
    came: Counter[str] = Counter()
    names = []
    for one in segments:
        name = str(uuid5(space, text[one.start : one.end]))
        names.append(name if not came[name] else str(uuid5(UUID(name), str(came[name]))))
        came[name] += 1
    return names


def _row(text: str, segments: Sequence[Segment], number: int, name: str) -> Labelled:
    """Return a sentence that nobody has touched as a row of an export."""
    start, end, paragraph, kind = segments[number]
    before, after = (
        "".join(text[one.start : one.end] for one in segments[at : at + 1]) if at >= 0 else ""
        for at in (number - 1, number + 1)
    )
    return Labelled(0, name, number, start, end, paragraph, kind, text[start:end], before, after, None, None)


def _proposal(suggestion: Suggestion, earlier: object, said: list[dict[str, object]]) -> str:
    """Return a suggestion as the JSON of a record, byte for byte as the model would write it."""
    values = {
        "label": suggestion.label,
        "score": _share(suggestion.score),
        "rule": suggestion.rule,
        "reasons": suggestion.reasons,
        "engine": ENGINE,
        "check_worthiness": suggestion.check_worthiness,
        "duplicate_of": earlier,
        "attributions": said,
    }
    return to_json(values).decode()


def _attribution(text: str, one: Proposed, voices: Mapping[Proposed, str]) -> dict[str, object]:
    return {
        "source": _spans(text, one.source),
        "cue": _spans(text, one.cue),
        "content": _spans(text, one.content),
        "quote_type": one.quote_type,
        "speaker": voices.get(one),
        "score": _share(one.score),
        "rule": one.rule,
        "reason": one.reason,
    }


def _spans(text: str, spans: Spans) -> list[dict[str, object]]:
    return [{"start": start, "end": end, "text": text[start:end]} for start, end in spans]


def _share(score: float) -> float:
    return round(float(score), 2)
