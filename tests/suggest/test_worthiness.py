"""How worth checking a sentence is, as far as rules can tell."""

import pytest

from reviewer.suggest.worthiness import worthiness


@pytest.mark.parametrize(
    ("sentence", "label", "expected"),
    [
        ("The ferry carried 400 people a day.", "assertion", "CFS"),
        ("The town has more boats than cars, and fewer than Oslo.", "assertion", "CFS"),
        ("The storm caused the flood.", "background", "CFS"),
        ("The council had rejected the plan.", "background", "CFS"),
        ("It is the oldest boat, and the only ferry in the north.", "assertion", "CFS"),
        ("“We are ready to talk,” she said.", "quote", "UFS"),
        ("The mayor will open the pier.", "assertion", "UFS"),
        ("“Perhaps it is a kind of farewell,” he added.", "quote", "NFS"),
        ("Who needs a ferry?", "assertion", "NFS"),
        ("Share this article", "not_a_claim", "NFS"),
        ("The boat is red.", "assertion", None),
    ],
)
def test_facts_to_look_up_are_worth_checking_views_are_not(sentence: str, label: str, expected: str | None) -> None:
    assert worthiness(sentence, label, "body") == expected


def test_a_headline_without_a_figure_is_unimportant() -> None:
    assert worthiness("Ferry closes in Brenholm", "assertion", "headline") == "UFS"
