"""What kind each sentence of an article is, by its form and its place."""

from pathlib import Path

import pytest

from reviewer.articles.sentences import split
from reviewer.articles.structure import KINDS, segment

SEED = Path(__file__).parents[2] / "seeds" / "000_85e0a2435721776e.txt"
LEAD = "The foreign minister said on Monday that the talks with his colleague had ended without a result."
MORE = "He did not say when they would meet again, but that it would be soon, and in the same place as before."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(found.kind, text[found.start : found.end]) for found in segment(text)]


def test_the_seed_article() -> None:
    text = SEED.read_bytes().decode("utf-8")
    found = segment(text)
    assert [one.kind for one in found] == [
        *("navigation", "headline", "standfirst", "caption", "caption", "credit", "dateline"),
        *["body"] * 16,
    ]
    assert [one.paragraph for one in found] == [0, 1, 2, 2, 2, 2, 3, *range(3, 19)]
    assert [text[one.start : one.end] for one in found[3:7]] == [
        "Russian Foreign Minister Sergey Lavrov  EPA/SERGEI CHIRIKOV",
        "Russian Foreign Minister Sergey Lavrov",
        "© EPA/SERGEI CHIRIKOV",
        "MOSCOW, May 20. /TASS/.",
    ]
    assert text[found[10].start : found[10].end].endswith('to get in touch with him." Lavrov said.')


def test_segments_are_the_sentences() -> None:
    text = SEED.read_text(encoding="utf-8")
    assert [(found.start, found.end) for found in segment(text)] == split(text)


def test_the_head_of_a_page() -> None:
    text = (
        "World\n\nMinisters fail to agree in Paris\n\nNo date is set for another round of talks on the treaty\n\n"
        f"By Jane Roe\n\nPublished 3 May 2020, 10:15 GMT\n\n{LEAD} {MORE}\n\n{MORE}"
    )
    assert kinds(text) == [
        ("navigation", "World"),
        ("headline", "Ministers fail to agree in Paris"),
        ("standfirst", "No date is set for another round of talks on the treaty"),
        ("byline", "By Jane Roe"),
        ("dateline", "Published 3 May 2020, 10:15 GMT"),
        ("body", LEAD),
        ("body", MORE),
        ("body", MORE),
    ]


def test_a_standfirst_may_end_in_a_stop_when_a_byline_follows() -> None:
    text = f"Ministers fail to agree\n\nNo date is set for another round.\n\nJane Roe in Kyiv\n\n{LEAD}\n\n{MORE}"
    assert [kind for kind, _ in kinds(text)] == ["headline", "standfirst", "byline", "body", "body"]


@pytest.mark.parametrize(
    "title",
    [
        "Ministers Fail To Agree Over Treaty.",
        "Ministers fail to agree;",
        "Will ministers agree",
        "‘We Failed,’ Minister Tells Paper.",
    ],
)
def test_a_headline_may_end_in_a_mark(title: str) -> None:
    assert kinds(f"{title}\n\n{LEAD}\n\n{MORE}")[0] == ("headline", title)


def test_a_text_without_a_head_is_body() -> None:
    assert [kind for kind, _ in kinds(f"{LEAD} {MORE}\n\n{MORE}")] == ["body"] * 3
    assert kinds("One line") == [("body", "One line")]
    assert kinds("") == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("© Jane Roe", "credit"),
        ("Photo: Jane Roe", "credit"),
        ("(Photo by Jane Roe)", "credit"),
        ("EPA/JANE ROE", "credit"),
        ("Jane Roe/Getty Images", "credit"),
        ("AFP via Getty Images", "credit"),
        ("REUTERS/Jane Roe/File Photo", "credit"),
        ("The minister in Paris on Monday (AP Photo/Jane Roe)", "caption"),
        ("FILE PHOTO: The minister in Paris on Monday.", "caption"),
        ("By Jane Roe and John Doe", "byline"),
        ("(Reporting by Jane Roe; Editing by John Doe)", "byline"),
        ("Advertisement", "navigation"),
        ("Read more: Ministers fail to agree", "navigation"),
        ("Share", "navigation"),
        ("Sign up for our newsletter.", "navigation"),
        ("A long way to go", "subhead"),
        ("DECADES OF DELAY", "subhead"),
        ("It ended.", "body"),
        ("What comes next?", "body"),
        ("- a list of things to do", "body"),
    ],
)
def test_a_line_between_paragraphs(line: str, kind: str) -> None:
    text = f"Ministers fail to agree\n\n{LEAD}\n\n{line}\n\n{MORE}\n\n{MORE}"
    assert (kind, line) in kinds(text)


def test_a_caption_with_its_credit_in_one_line() -> None:
    text = f"Ministers fail to agree\n\n{LEAD}\n\nThe minister in Paris. Image: Jane Roe.\n\n{MORE}"
    assert kinds(text)[2:4] == [("caption", "The minister in Paris."), ("credit", "Image: Jane Roe.")]


def test_a_list_is_no_row_of_subheads() -> None:
    text = f"Ministers fail to agree\n\n{LEAD}\n\nParis\n\nBerlin\n\nRome\n\n{MORE}"
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "body", "body", "body", "body"]


def test_what_stands_between_headline_and_dateline_is_the_standfirst() -> None:
    text = f"Ministers fail to agree\n\n{LEAD}\n\nKYIV (AP) — {MORE}"
    assert [kind for kind, _ in kinds(text)] == ["headline", "standfirst", "dateline", "body"]


def test_a_dateline_may_have_a_line_of_its_own() -> None:
    text = f"Ministers fail to agree\n\nMOSCOW, May 20. /TASS/.\n\n{LEAD}\n\nKYIV, March 3 (AP) —\n\n{MORE}"
    assert [kind for kind, _ in kinds(text)] == ["headline", "dateline", "body", "dateline", "body"]


def test_paragraphs_are_counted_from_nought_at_blank_lines() -> None:
    text = "\n\nOne.\nTwo.\n \t\nThree.\r\n\r\nFour.\u2029Five."
    assert [found.paragraph for found in segment(text)] == [0, 0, 1, 2, 3]


def test_kinds_are_the_nine_of_the_guidelines() -> None:
    assert set(KINDS) == {
        *("headline", "standfirst", "body", "subhead", "dateline", "byline", "caption", "credit", "navigation"),
    }
