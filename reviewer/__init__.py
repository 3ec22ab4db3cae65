"""Tag, attribute and fact-check the claims of a news article by keyboard, in a terminal."""

__version__ = "0.1.0"
