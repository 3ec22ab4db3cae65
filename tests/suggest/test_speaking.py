"""Who the sources of an article are: named before, called he or she, introduced with a role, or nobody in reach."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.articles.article_text import ArticleText
from reviewer.store.marks import Speaker
from reviewer.suggest.attributing import attributions
from reviewer.suggest.speaking import Heard, speakers_of

SEED = Path(__file__).parents[2] / "seeds" / "000_85e0a2435721776e.txt"


def read(article: ArticleText) -> Heard:
    return Heard(article.text, article.sentences)


def heard(text: str, known: tuple[Speaker, ...] = ()) -> list[tuple[str, str]]:
    """Return the words of each source with the name of its speaker, "" for nobody."""
    article = ArticleText.of(text)
    said = attributions(article)
    found = speakers_of(read(article), [one.source for one in said], known)
    words = ["".join(text[start:end] for start, end in one.source) for one in said]
    return [(source, who.speaker.name if who else "") for source, who in zip(words, found, strict=True)]


def test_a_last_name_has_its_first_name_from_the_article() -> None:
    text = "Mayor Ann Roe opened the bridge. “It is safe,” Roe said."
    assert heard(text) == [("Roe", "Ann Roe")]


def test_a_pronoun_is_the_last_speaker_it_fits() -> None:
    text = (
        "“It is safe,” said Mr. Tom Hale. “It is not,” said Ms. Ann Roe. “It fell once,” she added. "
        "“We repaired it,” he replied."
    )
    assert [name for _, name in heard(text)] == ["Tom Hale", "Ann Roe", "Ann Roe", "Tom Hale"]


def test_a_pronoun_of_which_the_article_says_nothing_is_the_last_speaker() -> None:
    assert heard("“It is safe,” said Ann Roe.\n\n“It never fell,” she said.")[1] == ("she", "Ann Roe")


def test_a_pronoun_may_be_whom_the_sentence_before_is_about() -> None:
    text = "“It is safe,” said Tom Hale.\n\nAnn Roe, a spokeswoman, crossed the bridge. “It shakes,” she said."
    assert heard(text)[1] == ("she", "Ann Roe")


def test_they_are_nobody_unless_the_article_calls_a_body_so() -> None:
    assert heard("“It is safe,” said Mr. Tom Hale. “It shakes,” they said.")[1] == ("they", "")


@pytest.mark.parametrize("source", ["The foreign minister", "The minister", "The Danish minister"])
def test_a_role_has_the_name_it_was_introduced_with(source: str) -> None:
    text = f"Danish Foreign Minister Jan Holm arrived. {source} said the talks were over."
    assert heard(text) == [(source, "Jan Holm")]


def test_a_role_of_another_country_is_somebody_else() -> None:
    text = "Danish Foreign Minister Jan Holm arrived. The German foreign minister said the talks were over."
    assert heard(text) == [("The German foreign minister", "")]


def test_a_role_may_stand_behind_the_name() -> None:
    text = "Ann Roe, the mayor, arrived. The mayor said the talks were over."
    assert heard(text) == [("The mayor", "Ann Roe")]


def test_who_is_named_right_before() -> None:
    text = "“I left,” said Ann Roe, who said the talks were over."
    assert heard(text)[-1][1] == "Ann Roe"


@pytest.mark.parametrize(
    "text",
    [
        "“It is safe,” she said.",
        "“It is safe,” officials said.",
        "“It is safe,” a spokesman for Ann Roe said.",
        "“It is safe,” Tom Hale and Ann Roe said.",
        "“It is safe,” the newspaper said.",
        "“It is safe,” several witnesses said.",
    ],
)
def test_nobody_is_invented(text: str) -> None:
    assert [name for _, name in heard(text)] == [""]


def test_a_speaker_of_the_project_is_meant_by_an_alias() -> None:
    roe = Speaker("7", "Ann Roe", ("Mayor Roe",))
    article = ArticleText.of("“It is safe,” Mayor Roe said.")
    (who,) = speakers_of(read(article), [one.source for one in attributions(article)], (roe,))
    assert who is not None
    assert (who.speaker, who.new) == (roe, False)


def test_in_the_seed_article_everybody_is_known() -> None:
    names = heard(SEED.read_text(encoding="utf-8"))
    assert len(names) == 15
    assert [source for source, name in names if name != "Sergey Lavrov"] == ["Russia"]
    assert ("he", "Sergey Lavrov") in names
    assert ("the minister", "Sergey Lavrov") in names


@given(st.lists(st.sampled_from(["Ann Roe", "he", "she", "who", "said", "“No,”", ".", "the mayor", "Mr.", "\n\n"])))
def test_each_attribution_has_one_answer(parts: list[str]) -> None:
    article = ArticleText.of(" ".join(parts))
    said = attributions(article)
    assert len(speakers_of(read(article), [one.source for one in said])) == len(said)
