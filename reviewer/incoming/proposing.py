"""Records that are suggestions: what another program, or another person, proposes for each sentence, as JSON."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from reviewer.formats.units import CLAIM, Unit
from reviewer.incoming.deciding import Sentence, sentences
from reviewer.incoming.layering import ATTRIBUTIONS, SENTENCES, SILENT
from reviewer.incoming.naming import Names, Unfit
from reviewer.incoming.sayings import storable, taken
from reviewer.incoming.spoken import Spoken, told
from reviewer.incoming.standing import Bounds, Standing
from reviewer.store.bringing import IMPORTED, Proposal
from reviewer.store.marks import QUOTE_TYPES, Spans
from reviewer.text import one_line

ENGINE_LENGTH = 80


class Proposing(NamedTuple):
    """How the records of a file become proposals: for which document, by which names, and by which program."""

    standing: Standing
    names: Names
    engine: str

    def proposals(self, unit: Unit, bounds: Bounds | None, tell: Callable[[str], None]) -> Iterator[Proposal]:
        """Yield what a record proposes for each sentence it is about; `tell` is told what of it cannot be."""
        if unit.what == CLAIM or bounds is None:
            tell("a claim cannot be suggested; take it as a decision")
            return
        found = told(unit, bounds[0], self.names)
        for why in found.wrong:
            tell(why)
        said: dict[Bounds, list[Spoken]] = {}
        wanted: dict[Bounds, Sentence] = {}
        for one in found.attributions:
            place = self.standing.holding(one.content[0][0])
            said.setdefault(place, []).append(one)
            wanted[place] = Sentence(place, None, None)
        named = partial(self.names.label, labels=self.standing.labels)
        for sentence in sentences(unit, bounds, found.others, named):
            if isinstance(sentence, str):
                tell(sentence)
            else:
                wanted[sentence.bounds] = sentence
        for place, sentence in wanted.items():
            try:
                value = self._value(sentence, said.get(place, ()), _share(unit.score))
            except Unfit as why:
                tell(str(why))
            else:
                if value["label"] is not None or value["attributions"]:
                    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
                    yield Proposal(*place, self.engine, written)

    def _value(self, sentence: Sentence, said: Sequence[Spoken], score: float | None) -> Mapping[str, object]:
        """Return a proposal as `models.proposal.ProposalPart` has it, but that label and score may be null."""
        standing, engine = self.standing, self.engine
        standing.sentence(sentence.bounds)
        given = taken(
            sentence.said, None if sentence.label is None else self.names.label(sentence.label, standing.labels)
        )
        earlier = given.duplicate_of
        linked = earlier is not None and earlier < sentence.bounds[0] and standing.begins(earlier)
        return {
            "label": given.label,
            "score": score,
            "rule": IMPORTED,
            "reasons": [f"proposed by {engine}" + (", without a score" if score is None else f", {score:.0%} sure")],
            "engine": engine,
            "check_worthiness": given.check_worthiness,
            "duplicate_of": {"sentence": "", "start": earlier} if linked else None,
            "attributions": [_attribution(one, standing, engine, score) for one in said],
        }


def engine_of(unit: Unit, form: str) -> str:
    """Return by what program a record is called to be proposed: as the file says, else by the format's name."""
    try:
        name = one_line(storable(unit.layer or "", "the program's name")).strip()
    except Unfit:
        name = ""
    return name[:ENGINE_LENGTH] or form


def counted(proposed: Sequence[Proposal], counts: Counter[str]) -> None:
    """Count what a record has proposed."""
    counts[SENTENCES] += len(proposed)
    counts[ATTRIBUTIONS] += sum(len(json.loads(one.proposal)["attributions"]) for one in proposed)
    counts[SILENT] += not proposed


def _attribution(one: Spoken, standing: Standing, engine: str, score: float | None) -> Mapping[str, object]:
    kind = one.given.quote_type if one.given else ""
    return {
        "source": _spans(one.source, standing.text),
        "cue": _spans(one.cue, standing.text),
        "content": _spans(one.content, standing.text),
        "quote_type": kind if kind in QUOTE_TYPES else standing.quote_type(one.content),
        "speaker": storable(one.speaker.name, "a speaker's name") if one.speaker else None,
        "score": score,
        "rule": IMPORTED,
        "reason": f"proposed by {engine}",
    }


def _spans(spans: Spans, text: str) -> list[dict[str, object]]:
    return [{"start": start, "end": end, "text": text[start:end]} for start, end in spans]


def _share(score: float | None) -> float | None:
    """Return how sure a program says it is, as a share; None where it does not say, or says no share."""
    return round(float(score), 2) if score is not None and 0 <= score <= 1 else None
