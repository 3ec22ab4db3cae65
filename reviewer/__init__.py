"""Label the sentences of news articles, mark who said what and write the claims to check, by keyboard in a terminal."""

__version__ = "0.1.0"
