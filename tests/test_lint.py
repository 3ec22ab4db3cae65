"""Each rule of the lint finds what it is for, and passes what only looks like it."""

import time
from collections.abc import Sequence

import pytest

from reviewer.articles.structure import segment
from reviewer.lint import RULES, Finding, in_text, lint, lint_sentence
from reviewer.store.marks import Attribution, Claim, Spans, Speaker
from reviewer.store.rows import Annotation, Sentence

LAVROV = Speaker("s1", "Sergey Lavrov", ("Lavrov",), "minister")


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text, their uids counted from 0."""
    return [
        Sentence(number, str(number), one.start, one.end, one.paragraph, one.kind, text[one.start : one.end])
        for number, one in enumerate(segment(text))
    ]


def labelled(*labels: str | None) -> dict[str, Annotation]:
    """Return annotations that give the sentences these labels, in order."""
    return {str(n): Annotation(label, False, "", "", "", "", "", None) for n, label in enumerate(labels)}


def said(content: Spans, source: Spans = (), speaker: str | None = None) -> Attribution:
    """Return an attribution."""
    return Attribution("a", 1, "ada", source, (), content, speaker, "direct", "", None, *"    ")


def claim(text: str) -> Claim:
    """Return a claim taken from the first words of a text."""
    return Claim("c", 1, "ada", 0, 5, text, False, *"    ")


def found(
    text: str,
    labels: Sequence[str | None] = (),
    attributions: Sequence[Attribution] = (),
    claims: Sequence[Claim] = (),
) -> list[tuple[str, str]]:
    """Return the rules that find something, with the words they point to."""
    given = lint(text, sentences(text), labelled(*labels), attributions, claims, [LAVROV])
    assert given == sorted(given, key=in_text)
    assert {one.rule for one in given} <= set(RULES)
    return [(one.rule, text[one.start : one.end]) for one in given]


QUOTE = "“We are ready to talk about it now,” he said."


def test_a_quotation_needs_an_attribution_with_a_speaker_or_a_source() -> None:
    words = (0, 36)
    missing = [("quotation-without-speaker", QUOTE[:36])]
    assert found(QUOTE, ["quote"]) == missing
    assert found(QUOTE, ["quote"], [said((words,))]) == missing
    assert found(QUOTE, ["quote"], [said((words,), source=((37, 39),))]) == []
    assert found(QUOTE, ["quote"], [said((words,), speaker="s9")]) == []
    assert found(QUOTE, [None]) == []


def test_each_quotation_of_a_sentence_needs_one_but_scare_quotes_beside_it() -> None:
    text = "“We are ready to talk,” he said, adding “it will not be us who stop” in a “new” world."
    first, second = text.index("”") + 1, text.index("stop”") + 5
    assert found(text, ["quote"]) == [
        ("quotation-without-speaker", text[:first]),
        ("quotation-without-speaker", text[text.index("“it") : second]),
    ]
    both = said(((0, first), (text.index("“it"), second)), source=((24, 26),))
    assert found(text, ["quote"], [both]) == []
    assert found("He called it a “farce”.", ["quote"]) == [("quotation-without-speaker", "“farce”")]


def test_a_quotation_over_paragraphs_is_one_and_its_mark_opens_again() -> None:
    text = "“We are ready to talk.\n\n“We will not be the ones who stop,” he said."
    assert found(text) == []
    end = text.index("”") + 1
    parts = said(((0, 22), (24, end)), source=((end + 1, end + 3),))
    assert found(text, ["quote", "quote"], [parts]) == []
    assert [rule for rule, _ in found(text, ["quote", "quote"])] == ["quotation-without-speaker"] * 2


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("He said they were ready.", ["quote-without-marks"]),
        ("He did not say where the players' union stood, and didn't care.", ["quote-without-marks"]),
        ("«We are ready» , he said.", ["quotation-without-speaker"]),
    ],
)
def test_a_quote_needs_marks_and_apostrophes_are_none(text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in found(text, ["quote"])] == rules


@pytest.mark.parametrize("label", ["assertion", "background", "not_a_claim"])
def test_six_quoted_words_are_no_other_label(label: str) -> None:
    assert found(QUOTE, [label]) == [("marks-without-quote", QUOTE[:36])]
    assert found("They saw “Gone with the Wind” there.", [label]) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The storm killed 14 people.", "14"),
        ("Taxes rose by 4.5% in May.", "4.5%"),
        ("Hundreds of thousands fled.", "Hundreds"),
        ("Twelve bridges are closed since 2014.", "Twelve"),
        ("The storm of May 20, 2015 hit at 5 p.m.", None),
        ("It began on 20 May 2015 and ended in 2016.", None),
        ("The storm killed 14 people, the mayor said.", None),
        ("According to police, 14 people died.", None),
        ("Fourteen died — Mayor Roe", None),
        ("The G20 met in Moscow.", None),
        ("Nothing is known.", None),
    ],
)
def test_a_number_needs_somebody_who_gave_it(text: str, number: str | None) -> None:
    assert found(text, ["assertion"]) == ([("number-without-source", number)] if number else [])
    assert found(text, ["background"]) == []
    assert found(text, ["assertion"], [said(((0, 5),))]) == []


def test_the_same_words_get_one_label() -> None:
    text = "Bridge closed after flood\n\nThe river rose. It fell again.\n\nBridge closed — after FLOOD."
    labels = ["assertion", "background", "background", "background"]
    (one,) = lint(text, sentences(text), labelled(*labels), (), (), ())
    assert (one.rule, one.start) == ("same-words-two-labels", text.rindex("Bridge"))
    assert one.message == ("labelled background, but sentence 1 has the same words and is labelled assertion")
    assert found(text, ["background"] * 4) == []
    assert found("Read more\n\nIt rained.\n\nRead more", ["assertion", None, "background"]) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("“We are ready, he said.\n\nNothing more.", ("unbalanced-marks", "“")),
        ('He said they were ready" and left.', ("unbalanced-marks", '"')),
        ("He said they were ready” and left.", ("unbalanced-marks", "”")),
        ('"We are ready," he said. "We go.', ("unbalanced-marks", '"')),
        ("“He told me ‘no’,” she said. The dogs’ owner didn’t.", None),
        ("The coup d'etat of '14 was the players' doing.", None),
        ('A screen of 24" is small.', None),
    ],
)
def test_marks_come_in_pairs(text: str, mark: tuple[str, str] | None) -> None:
    assert found(text) == ([mark] if mark else [])


def test_a_speaker_is_introduced_by_the_full_name_once() -> None:
    text = "The minister spoke. Lavrov said so again."
    spoke = said(((20, 26),), source=((0, 12),), speaker="s1")
    again = said(((27, 31),), source=((20, 26),), speaker="s1")
    assert found(text, (), [spoke, again]) == [("speaker-never-introduced", "The minister")]
    assert found(f"{text}\n\nSERGEY\nLavrov left.", (), [spoke, again]) == []
    assert found(text, (), [said(((20, 26),))]) == []


@pytest.mark.parametrize(
    ("words", "leaning"),
    [
        ("He opened the bridge.", "He"),
        ("NATO said it was ready.", "it"),
        ("Taxes fell last week.", "last week"),
        ("Russia said so earlier.", "earlier"),
        ("This process is active.", "This"),
        ("Two people died three days ago.", "ago"),
        ("IT firms in the US opened the Hero bridge in May 2015.", None),
        ("Theresa May visited Ithaca in 2016.", None),
    ],
)
def test_a_claim_stands_alone(words: str, leaning: str | None) -> None:
    text = "It was opened."
    given = lint(text, sentences(text), {}, (), [claim(words)], ())
    assert [one.rule for one in given] == (["claim-not-standing-alone"] if leaning else [])
    assert not leaning or given[0].message.startswith(f"'{leaning}' ")


ARTICLE = f"{QUOTE} The storm killed 14 people.\n\nIt rained” again."


def test_one_sentence_gives_what_the_article_gives_there() -> None:
    marks = [said(((0, 36),), speaker="s1")]
    claims = [claim("He is ready.")]
    given = sentences(ARTICLE)
    annotations = labelled("quote", "assertion", "background")
    alone: list[Finding] = []
    for one in given:
        alone += lint_sentence(ARTICLE, one, annotations[one.uid], marks, claims, [LAVROV])
    assert alone == lint(ARTICLE, given, annotations, marks, claims, [LAVROV])
    assert len(alone) == 4
    assert lint_sentence(ARTICLE, given[0], None, (), (), ()) == []


def test_a_sentence_is_looked_at_within_two_milliseconds() -> None:
    text = f"{ARTICLE}\n\n" * 2000
    given = sentences(text)
    marks = [said(((at, at + 36),), speaker="s1") for at in range(0, len(text) - 40, len(ARTICLE) + 2)][:500]
    annotation = labelled("quote")["0"]
    lint_sentence(text, given[0], annotation, marks, (), [LAVROV])
    took = []
    for one in given[:200]:
        began = time.process_time()
        lint_sentence(text, one, annotation, marks, (), [LAVROV])
        took.append(time.process_time() - began)
    assert sorted(took)[100] < 0.002
