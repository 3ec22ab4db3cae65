"""The clues of wording: what in a sentence speaks for news and comment, and what for explanation, with its weight."""

from collections.abc import Iterator
from typing import NamedTuple

from reviewer.articles.patterns import compiled

_LONGEST = 2000
"""Code points of a sentence that are read, so that a text without a full stop costs no more than a long sentence."""
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
)


class Clue(NamedTuple):
    """One clue: its short name, what it weighs for assertion over background (log-odds), and how it reads to a person.

    Weights are coarse on purpose: steps of a quarter, set by hand, so that they hold for other papers too.
    """

    name: str
    weight: float
    says: str
    pattern: str


CLUES = (
    # What is to come, and what could be: expectation is part of the news.
    Clue("future", 1.25, "looks ahead", r"\b(?:will|won['’]t|going to|set to|due to (?=\w+ (?:in|on|next))|next (?:week|month|year))\b"),
    Clue("modal", 1.0, "says what could be", r"\b(?:would|could|may(?! \d)|might)\b"),
    Clue("outlook", 1.0, "an expectation", r"\b(?:expect(?:s|ed|ing|ations?)?|forecasts?|predict(?:s|ed|ions?)?|likely|hop(?:es?|ed|ing)|plan(?:s|ned|ning)? to|propos(?:es|ed|als?)|intends? to|vow(?:s|ed)|pledg(?:es|ed)|seek(?:s|ing)?|aim(?:s|ed|ing)?|risks?|threat(?:s|ens|ened)?|potential(?:ly)?|possib(?:le|ly|ility))\b"),
    # A view: comment and evaluation are assertions too.
    Clue("duty", 0.5, "says what ought to be", r"\b(?:should|must|ought|needs? to|has to|have to)\b"),
    Clue("view", 0.5, "a view", r"\b(?:analysts?|critics?|experts?|economists?|observers?|supporters?|opponents?|advocates|criticiz(?:es?|ed|ing)|criticis(?:m|ed|es?|ing)|prais(?:es?|ed|ing)|accus(?:es?|ed|ing)|denie[sd]|deny|condemn(?:s|ed|ing)?|believes?|argue[sd]?|concern(?:s|ed)?|worr(?:y|ies|ied)|fears?|doubts?|blam(?:es?|ed))\b"),
    Clue("weighing", 0.75, "weighs it up", r"\b(?:seem(?:s|ed)?|appear(?:s|ed)? to|apparently|perhaps|probably|clearly|indeed|certainly|suggest(?:s|ed|ing)?|show(?:s|ed)? (?:that|how)|mean(?:s|t) that|signals?|important|significant|crucial|serious|difficult|hard|unclear|strong|weak|good|bad|better|worse|best|worst|success(?:ful)?|fail(?:s|ed|ure|ing)?)\b"),
    # When it happened: what is over explains the news.
    Clue("past-year", -0.75, "gives an earlier year", r"\b(?:in|since|from|until|by|of|before|between|to|and|,) (?:mid-|late |early )?(?:1\d{3}|20\d\d)s?\b"),
    Clue("long-before", -0.75, "happened earlier", r"\b(?:(?:\w+ )?(?:years?|months?|decades?|weeks?|days) (?:ago|earlier|before)|last (?:year|month|week|spring|summer|fall|autumn|winter|" + _MONTH + r")|earlier|previously|formerly|once|in the past|at the time|originally|initially|history|historic(?:al|ally)?)\b"),
    Clue("past-perfect", -0.75, "past perfect", r"\b(?:had|['’]d) (?:(?:also|not|already|never|long|earlier|previously|once|only|just|\w+ly) )?(?:been|made|taken|gone|come|won|lost|left|said|told|held|led|sent|met|found|built|paid|sold|begun|become|seen|given|grown|fallen|risen|\w{2,}ed)\b"),
    Clue("month", -0.75, "gives an earlier date", r"\b(?:in|since|until|by|of|on|from) (?:mid-|late |early )?" + _MONTH + r"(?! \d{1,2}, \d{4} \()"),
    Clue("since", -0.25, "since or until then", r"\b(?:since|during|until|after(?! all)|when|while|followed|following|[Aa]fter that)\b"),
    Clue("began", -0.25, "tells how it began", r"\b(?:founded|born|grew up|established|created|began|started|launched|joined|graduated|married|moved|became|served|elected|appointed|opened|died)\b"),
    # How things stand: circumstances explain.
    Clue("standing", -0.25, "how things stand", r"\b(?:(?:is|are|was|were|remains?) (?:one of|the (?:largest|biggest|most|only|first|second|third|main)|home to|located|based|known|owned|part of)|known as|owns?|operates?|employs|includ(?:es?|ed|ing)|consists?|accounts? for|located|based in|typically|usually|generally|often|traditionally|under (?:the|\w+) (?:law|constitution|rules?))\b"),
    Clue("under-way", -0.25, "goes on at present", r"\b(?:(?:is|are|was|were) (?:\w+ly )?\w{3,}ing|currently|continu(?:es?|ed|ing)|still|now)\b"),
    Clue("figures", -0.25, "gives figures", r"\d[\d,.]*(?:\s?%| percent| per cent| million| billion| miles| km| kilometers| people|-year-old)|[$€£]\s?\d"),
    Clue("no-answer", -1.25, "says who could not be asked", r"\b(?:did(?: not|n['’]t) (?:\w+ )?(?:respond|reply|return|comment)|could not be reached|not available (?:for|to) comment|unable to (?:reach|verify|confirm)|declined to (?:comment|be|identify))\b"),
    Clue("question", 0.5, "a question", r"\?"),
)  # fmt: skip


def clues(sentence: str) -> Iterator[tuple[Clue, str]]:
    """Yield the clues of a sentence in the order of the table, each with the words it was read from."""
    for clue in CLUES:
        found = compiled(clue.pattern).search(sentence, 0, _LONGEST)
        if found:
            yield clue, found[0].strip(" ,")
