"""What counts as a disagreement between reviewers, and what those who agree say together."""

from reviewer.disagreement import LABEL, SPANS, WORTH, agreed, deciding, differences
from reviewer.layers import ADJUDICATED, again
from reviewer.store.marks import Attribution, Claim, Spans
from reviewer.store.rows import Annotation
from reviewer.store.sides import Side


def side(layer: str, label: str | None, *marks: Attribution, worth: str | None = None, note: str = "") -> Side:
    given = Annotation(label, False, note, "", "", "", "key", None, worth)
    return Side(layer, given, marks)


def said(content: Spans, speaker: str | None = None, reviewer: str = "ann") -> Attribution:
    return Attribution(
        f"{reviewer}{content}", 1, reviewer, (), (), content, speaker, "direct", "", None, "", "", "", ""
    )


def test_the_same_label_is_agreement() -> None:
    assert differences([side("ann", "quote"), side("ben", "quote"), side("cy", "quote")]) == ()


def test_one_other_label_is_a_disagreement() -> None:
    assert differences([side("ann", "quote"), side("ben", "assertion"), side("cy", "quote")]) == (LABEL,)


def test_who_has_not_decided_does_not_disagree() -> None:
    assert differences([side("ann", "quote"), side("ben", None), Side("cy", None)]) == ()
    assert differences([side("ann", "quote", worth="CFS"), side("ben", "quote")]) == ()


def test_check_worthiness_is_compared_among_those_who_gave_one() -> None:
    assert differences([side("ann", "quote", worth="CFS"), side("ben", "quote", worth="UFS")]) == (WORTH,)


def test_spans_and_speakers_are_compared_role_by_role() -> None:
    here = said(((0, 4),), "poe")
    assert differences([side("ann", "quote", here), side("ben", "quote", here._replace(uid="other"))]) == ()
    assert differences([side("ann", "quote", here), side("ben", "quote")]) == (SPANS,)
    assert differences([side("ann", "quote", here), side("ben", "quote", said(((0, 4),), "low"))]) == (SPANS,)
    assert differences([side("ann", "quote", here), side("ben", "quote", said(((0, 5),), "poe"))]) == (SPANS,)
    moved = here._replace(cue=here.content, content=((5, 9),))
    assert differences([side("ann", "quote", here), side("ben", "assertion", moved)]) == (LABEL, SPANS)


def test_the_order_of_attributions_does_not_matter() -> None:
    one, two = said(((0, 4),)), said(((5, 9),))
    assert differences([side("ann", "quote", one, two), side("ben", "quote", two, one)]) == ()


def test_a_doubt_or_a_note_is_no_disagreement() -> None:
    doubting = side("ben", "quote", note="sure?")
    doubting = doubting._replace(annotation=doubting.annotation and doubting.annotation._replace(uncertain=True))
    assert differences([side("ann", "quote"), doubting]) == ()


def test_only_first_answers_of_reviewers_count() -> None:
    sides = [side("ann", "quote"), side(again("ann"), "assertion"), side(ADJUDICATED, "background")]
    assert [one.layer for one in deciding(sides)] == ["ann"]
    assert differences(sides) == ()


def test_those_who_agree_say_together_what_any_of_them_said() -> None:
    claim = Claim("c", 1, "ben", 0, 4, "It sank.", False, "", "", "", "")
    ben = side("ben", "quote", worth="CFS", note="look")
    ben = ben._replace(
        annotation=ben.annotation and ben.annotation._replace(uncertain=True, claim_types=("causal",), duplicate_of=0),
        claims=(claim,),
    )
    together = agreed([side("ann", "quote"), ben, side("cy", "quote", note="no")])
    given = together.annotation
    assert given
    assert (given.label, given.uncertain, given.note) == ("quote", True, "look")
    assert (given.check_worthiness, given.claim_types, given.duplicate_of) == ("CFS", ("causal",), 0)
    assert together.claims == (claim,)
