"""What the engine proposes for a whole article: one suggestion a sentence, each part of it fitting the others."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer.articles.structure import segment
from reviewer.labels import NAMES
from reviewer.store.marks import CHECK_WORTHINESS
from reviewer.suggest.engine import page_of, propose
from reviewer.suggest.proposals import Suggestion

STORY = (
    "River rises after storm\n\nThe river rose on Monday. “Nobody was hurt in the night,” Mayor Ann Roe said.\n\n"
    "The bridge was built in 1932.\n\nThe river rose on Monday.\n\n"
    "“Read more,” Roe said.\n\nAdditional reporting by Tom Poe, editing by “Bo” Low\n"
)


def proposed(text: str) -> list[Suggestion]:
    return propose(page_of(text, segment(text)))


def test_each_sentence_has_its_label_and_what_goes_with_it() -> None:
    found = proposed(STORY)
    assert [one.label for one in found[:5]] == ["assertion", "assertion", "quote", "background", "assertion"]
    (said,) = found[2].attributions
    assert [STORY[start:end] for start, end in (*said.source, *said.cue)] == ["Mayor Ann Roe", "said"]
    assert (found[4].repeats, found[1].repeats) == (1, None)


def test_in_what_is_no_claim_nobody_says_anything() -> None:
    found = proposed(STORY)
    assert found[-1].label == "not_a_claim"
    assert all(one.attributions == () for one in found if one.label == "not_a_claim")


@given(st.text(st.sampled_from("Ann said: “yes” \n.,\"'—12 Roe"), max_size=300))
def test_whatever_the_text_a_suggestion_fits_it(text: str) -> None:
    segments = segment(text)
    found = proposed(text)
    assert len(found) == len(segments)
    for index, one in enumerate(found):
        assert one.label in NAMES
        assert 0 <= one.score <= 1
        assert one.check_worthiness in {None, *CHECK_WORTHINESS}
        assert one.repeats is None or one.repeats < index
        assert all(segments[index].start <= said.content[0][0] < segments[index].end for said in one.attributions)
