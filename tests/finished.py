"""Articles that are made up, each with other words, and finished as a reviewer of some policy would."""

from collections.abc import Callable, Iterable

from reviewer.articles.structure import segment
from reviewer.suggest.attributing import attributions
from reviewer.suggest.engine import page_of
from reviewer.suggest.learning.examples import Example, Recorded
from reviewer.suggest.learning.offers import further
from reviewer.suggest.proposals import Page, Proposed

PLACES = ("harbour", "bridge", "market", "library", "station", "theatre", "tunnel", "museum", "garden", "airport")
Policy = Callable[[str], str]


def written(number: int) -> str:
    """Return an article of eight sentences; no two are the same."""
    where, other = PLACES[number % 10], PLACES[(number + 3) % 10]
    return (
        f"Council {number} closes the {where}\n\n"
        f"The council voted on Monday to close the {where} for {number + 2} weeks. Costs will rise next year.\n\n"
        f'"We had no choice about the {where}," Mayor Roe said. Engineers said that the {other} was safe.\n\n'
        f"The {where} was opened in 1{number + 800} by a queen. A fire had damaged the {other} in 1{number + 850}.\n\n"
        f"Critics called the {where} a scandal. Neighbours of the {other} will meet again."
    )


def page(number: int) -> Page:
    return page_of(written(number), segment(written(number)))


def texts(one: Page) -> list[str]:
    return [one.article.text[start:end] for start, end in one.article.sentences]


def plain(text: str) -> str:
    """Label as the guidelines say."""
    return "quote" if '"' in text else "background" if " 18" in text or "opened" in text else "assertion"


def paraphrase_is_quote(text: str) -> str:
    """Label as a reviewer does who counts what somebody is said to have said as a quote."""
    return "quote" if '"' in text or "said that" in text else plain(text)


def everything(one: Page) -> list[Proposed]:
    """Return the attributions that the rules propose, and what else can be read."""
    said = attributions(one.article)
    return [*said, *further(one.article, said)]


def cues(one: Page, said: Iterable[Proposed]) -> list[str]:
    return sorted(one.article.text[slice(*found.cue[0])] for found in said if found.cue)


def finished(number: int, policy: Policy, *types: str) -> Example:
    """Return an article as a reviewer of this policy leaves it, who records attributions of these types."""
    one = page(number)
    kept = [Recorded(*found[:3]) for found in everything(one) if found.quote_type in types]
    return Example(one, [policy(text) for text in texts(one)], kept)
