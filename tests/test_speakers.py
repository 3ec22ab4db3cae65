"""Who the words of a source mean: names without titles, somebody the article introduces, or the last one who spoke."""

import pytest

from reviewer.articles.names import fullest, introduced, name_in
from reviewer.speakers import guess, is_pronoun, known_as, named_before
from reviewer.store.marks import Attribution, Speaker

ORTEGA = Speaker("1", "Maria Ortega", ("Mayor Ortega",), "mayor")
HALE = Speaker("2", "Tom Hale", ("the sheriff",))
POLICE = Speaker("3", "police")
ALL = [ORTEGA, HALE, POLICE]


def said(start: int, speaker: str | None) -> Attribution:
    """Return an attribution whose content begins at a code point."""
    return Attribution(
        f"a{start}", 1, "ada", (), (), ((start, start + 5),), speaker, "direct", "", None, "", "", "", ""
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Maria Ortega", "Maria Ortega"),
        ("Mayor Maria Ortega", "Maria Ortega"),
        ("the deputy foreign minister, Jan de Vries", "Jan de Vries"),
        ("Tom Hale, a retired sheriff", "Tom Hale"),
        ("Lena Brandt (Greens)", "Lena Brandt"),
        ("Ortega’s", "Ortega"),
        ("Secretary of State Ruth Abel", "Ruth Abel"),
        ("Ruth Abel of Harbour University", "Ruth Abel"),
        ("On Monday Ruth Abel", "Ruth Abel"),
        ("Dr. Ó Briain", "Ó Briain"),
        ("the World Bank", "World Bank"),
        ("city officials", ""),
        ("Danish officials", ""),
        ("a spokesman for Ruth Abel", ""),
        ("the mayor", ""),
        ("she", ""),
        ("", ""),
    ],
)
def test_the_name_in_a_source(source: str, name: str) -> None:
    assert name_in(source) == name


def test_a_pronoun_names_nobody() -> None:
    assert is_pronoun("She")
    assert not is_pronoun("Sheehan")


def test_the_full_name_is_found_in_the_article() -> None:
    text = "Council meets\nOn Tuesday Maria Ortega, the mayor, spoke. Ortega said no."
    assert fullest("Ortega", text) == "Maria Ortega"
    assert fullest("Maria Ortega", text) == "Maria Ortega"
    assert fullest("Quinn", text) == "Quinn"


def test_of_two_people_with_one_last_name_neither_is_taken() -> None:
    assert fullest("Ortega", "Maria Ortega met Luis Ortega. Ortega said no.") == "Ortega"


def test_a_role_has_the_name_the_article_gives_it() -> None:
    text = "Foreign Minister Jan Holm arrived. The minister said so."
    assert introduced("the foreign minister", text) == "Jan Holm"
    assert introduced("The minister", text) == "Jan Holm"
    assert introduced("the mayor", text) == ""


def test_a_known_name_whatever_its_case() -> None:
    assert known_as("maria ortega", ALL) == ORTEGA
    assert known_as("MAYOR ORTEGA", ALL) == ORTEGA
    assert known_as("Luis", ALL) is None


def test_a_name_counts_before_an_alias() -> None:
    aliased = Speaker("4", "Ann Poe", ("police",))
    assert known_as("police", [aliased, POLICE]) == POLICE


def test_who_was_named_before_a_place_the_last_one_first() -> None:
    marks = [said(90, "2"), said(10, "1"), said(50, "2"), said(20, None), said(5, "gone")]
    assert named_before(marks, ALL, 60) == [HALE, ORTEGA]
    assert named_before(marks, ALL, 5) == []


@pytest.mark.parametrize(
    ("source", "here", "wanted"),
    [
        ("Mayor Ortega", (), ORTEGA),
        ("Ortega", (), ORTEGA),
        ("M. Ortega", (), ORTEGA),
        ("he", (HALE, ORTEGA), HALE),
        ("the sheriff", (HALE,), HALE),
        ("the official", (ORTEGA,), ORTEGA),
        ("police", (), POLICE),
    ],
)
def test_somebody_known(source: str, here: tuple[Speaker, ...], wanted: Speaker) -> None:
    found = guess(source, ALL, here)
    assert found is not None
    assert (found.speaker, found.new) == (wanted, False)


@pytest.mark.parametrize("source", ["he", "the sheriff", "the mayor", "officials", "the officials", "two witnesses"])
def test_nobody_in_reach_is_nobody(source: str) -> None:
    assert guess(source, ALL) is None, "the sheriff of another article is another sheriff"


def test_somebody_new_has_the_fullest_name_of_the_article() -> None:
    found = guess("Brandt", ALL, (), "Senator Lena Brandt spoke. Brandt said no.")
    assert found is not None
    assert (found.speaker.name, found.speaker.uid, found.new) == ("Lena Brandt", "", True)


def test_another_first_name_is_another_person() -> None:
    found = guess("Luis Ortega", ALL)
    assert found is not None
    assert found.new
    found = guess("Ortega", ALL, (), "Luis Ortega arrived. Ortega said no.")
    assert found is not None
    assert found.speaker.name == "Luis Ortega"
