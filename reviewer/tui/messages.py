"""What widgets tell the screen, in the past tense; the screen turns each into one call on the session."""

from dataclasses import dataclass

from textual.message import Message

from reviewer.store.marks import Claim


@dataclass
class SentenceClicked(Message):
    """A sentence of the article was clicked; `index` counts from 0."""

    index: int


@dataclass
class ActionClicked(Message):
    """The name of an action of `keys.py` was clicked, in the panel or in the key bar."""

    action: str


@dataclass
class PromptChanged(Message):
    """What stands in the prompt has changed."""

    purpose: str
    value: str


@dataclass
class PromptClosed(Message):
    """The prompt was left: with enter (`accepted`) or without."""

    purpose: str
    value: str
    accepted: bool


@dataclass
class PromptWalked(Message):
    """An arrow was pressed in the prompt: `step` is 1 down, -1 up."""

    purpose: str
    step: int


@dataclass
class ClaimClosed(Message):
    """The claim editor was left: with enter (`accepted`) or without."""

    claim: Claim
    accepted: bool
