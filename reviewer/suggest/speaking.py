"""Who the sources of an article's proposed attributions are: names, pronouns and roles, one after the other."""

from collections.abc import Sequence

from reviewer.articles.article_text import ArticleText
from reviewer.speakers import Guess, guess
from reviewer.store.marks import Speaker
from reviewer.suggest.proposals import Proposed


def speakers_of(article: ArticleText, said: Sequence[Proposed], known: Sequence[Speaker] = ()) -> list[Guess | None]:
    """Return for each attribution who speaks and why, None where nobody is in reach.

    `said` stands in the order of the text; each speaker found is one that later pronouns and roles may mean. `known`
    are the speakers of the project; one that it lacks has a name and no uid.
    """
    here: list[Speaker] = []
    found = []
    for one in said:
        source = article.text[slice(*one.source[0])] if one.source else ""
        who = guess(source, known, here, article.text) if source else None
        if who:
            here = [who.speaker, *(other for other in here if other != who.speaker)]
        found.append(who)
    return found
