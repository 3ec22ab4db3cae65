"""Word tables written as running text in the source, read into sets."""


def words(table: str) -> frozenset[str]:
    """Return the words of a table that space parts."""
    return frozenset(table.split())


def phrases(table: str) -> frozenset[str]:
    """Return the phrases of a table that strokes part, each with single spaces."""
    return frozenset(" ".join(phrase.split()) for phrase in table.split("|"))


def with_capitals(table: str) -> frozenset[str]:
    """Return the words of a table, each also in capitals, as headlines and old wire copy have them."""
    return words(table) | words(table.upper())
