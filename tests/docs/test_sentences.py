"""The examples of docs/sentences.md are what the splitter does."""

import re
from pathlib import Path

import pytest

from reviewer.articles.sentences import SPLITTER, split
from reviewer.articles.structure import KINDS, segment

PAGE = (Path(__file__).parents[2] / "docs" / "sentences.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", [line for block in blocks("sentences") for line in block.splitlines()])
def test_a_cut_is_where_the_page_says(example: str) -> None:
    wanted = [" ".join(part.replace("⏎", " ").split()) for part in example.split("‖")]
    text = re.sub(r" ?‖ ?⏎ ?", "\n", example).replace("‖ ", "").replace("⏎", "\n")
    assert [" ".join(text[start:end].split()) for start, end in split(text)] == wanted


def test_kinds_are_what_the_page_says() -> None:
    (block,) = blocks("kinds")
    rows = [line.split(maxsplit=1) for line in block.splitlines()]
    article = ""
    for kind, words in rows:
        joint = {"caption": "\n\n", "credit": "\n", "body": " "}.get(kind, "\n\n")
        if article.endswith("What happens next"):
            joint = "\n\n"
        article += (joint if article else "") + words
    assert [[row.kind, article[row.start : row.end]] for row in segment(article)] == rows


def test_every_kind_and_the_name_of_the_rules_stand_on_the_page() -> None:
    assert SPLITTER in PAGE
    table = PAGE[PAGE.index("| kind | is |") : PAGE.index("```kinds")]
    assert [kind for kind in KINDS if kind not in table] == []
