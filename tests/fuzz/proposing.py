"""What is proposed on any text, and the records that are made of it."""

import json

from reviewer.articles.structure import segment
from reviewer.formats.proposal_lines import blocks
from reviewer.labels import NAMES
from reviewer.store.marks import CHECK_WORTHINESS
from reviewer.suggest.proposing import proposals
from tests.conftest import article
from tests.fuzz.quoting import in_order
from tests.fuzz.splitting import seeds
from tests.fuzz.target import WORDS, Target, text_of


def text_to_suggestions(data: bytes) -> None:
    """Make sure that each sentence gets one suggestion, whose spans and record hold the words of the text."""
    text = text_of(data)
    segments = segment(text)
    found = [one for _, given in proposals(text, segments) for one in given]
    assert len(found) == len(segments)
    for number, one in enumerate(found):
        assert one.label in NAMES
        assert 0 <= one.score <= 1
        assert one.rule
        assert one.repeats is None or 0 <= one.repeats < number
        assert one.check_worthiness in {None, *CHECK_WORTHINESS}
        for said in one.attributions:
            assert said.content
            assert all(in_order(text, spans) for spans in (said.content, said.cue, said.source))
            assert max(len(said.cue), len(said.source)) <= 1
            assert 0 <= said.score <= 1
            assert segments[number].start <= said.content[0][0] < segments[number].end
    if not segments or len(data) % 2:  # the records are made of the same once more
        return
    lines = [line for block in blocks(article(text), segments) for line in block]
    assert len(lines) == len(segments)
    for line in lines:
        for one in json.loads(line)["suggestion"]["attributions"]:
            for span in (*one["source"], *one["cue"], *one["content"]):
                assert text[span["start"] : span["end"]] == span["text"]


TARGETS = (Target("suggestions", text_to_suggestions, seeds, WORDS),)
