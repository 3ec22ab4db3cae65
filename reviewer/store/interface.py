"""What the program asks of a store; every engine passes the same tests."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, Unpack

from reviewer.labels import BUILT_IN, Scheme
from reviewer.layers import REVIEWERS
from reviewer.store.bringing import Bringing
from reviewer.store.care import Care
from reviewer.store.corrections import Corrections
from reviewer.store.desk import Assignments, Checks
from reviewer.store.finding import Finding
from reviewer.store.learned import Models
from reviewer.store.marked import Marked
from reviewer.store.marks import Attribution, Claim, LedgerRow, Speaker
from reviewer.store.memory import Memory
from reviewer.store.rows import (
    Act,
    Annotation,
    Count,
    Decision,
    Document,
    Entry,
    Field,
    Hit,
    Labelled,
    Layout,
    Place,
    Said,
    Sentence,
)
from reviewer.store.schemes import Schemes
from reviewer.store.sides import Sides
from reviewer.store.taking import Taking
from reviewer.store.uniting import Uniting

if TYPE_CHECKING:  # reopening what is known needs no splitter, which costs 20 ms to load
    from reviewer.articles.article import Article
    from reviewer.articles.source_files import SourceFile
    from reviewer.articles.structure import Segment


class Documents(Protocol):
    """Reading documents and their sentences."""

    def documents(self, ids: Sequence[int] | None = None) -> list[Document]:
        """Return documents in the order they came in, or those of `ids` in the order of `ids`."""

    def document_ids(self) -> Sequence[int]:
        """Return the row ids of all documents in the order they came in."""

    def document(self, document: int) -> Document | None:
        """Return one document, None when there is none or its import was undone."""

    def imported(self, batch: str) -> Sequence[int]:
        """Return the row ids of the documents of one import (the uid of its decision) that are not taken out."""

    def by_sha256(self, sha256: str) -> Document | None:
        """Return the document made of bytes with this hash (hex), also when it was corrected since."""

    def text(self, document: int) -> str:
        """Return a document's exact text."""

    def source_file(self, sha256: str) -> "SourceFile | None":
        """Return the file out of which the text with this hash (hex) was taken; None for a text that came as it is."""

    def layout(self, document: int) -> Layout:
        """Return where a document's sentences begin and end, in order."""

    def cut(self, document: int) -> str:
        """Return all sentences of a document in order as JSON: a list of [uid, start, end, paragraph, kind]."""

    def sentences(self, document: int, start: int, end: int) -> list[Sentence]:
        """Return the sentences that begin in `[start, end)` (code points), in order."""

    def add(
        self, items: "Iterable[tuple[Article, list[Segment]]]", act: Act, splitter: str, scheme: Scheme = BUILT_IN
    ) -> list[int]:
        """Store documents as one import: one decision, undone as one; return the row id of each item.

        `scheme` are the labels that what is new gets.

        Content that is there already is not doubled: its document's row id is returned again.
        """


class Annotations(Protocol):
    """One reviewer's labels, flags and notes, and the log they come from."""

    def labels(self, document: int, reviewer: str) -> Iterator[tuple[int, str | None, bool]]:
        """Yield `(sentence row id, label, uncertain)` of what this reviewer has touched."""

    def annotation(self, sentence: int, reviewer: str) -> Annotation | None:
        """Return what this reviewer has said of one sentence."""

    def annotate(
        self, place: Place, act: Act, action: str, *, next_start: int | None = None, **fields: Unpack[Said]
    ) -> Decision:
        """Record one decision on one sentence: only the fields given change.

        `next_start` is the place (code point) where this reviewer goes on. Raises Refused when the sentence is gone.
        """

    def split(self, place: Place, at: int, act: Act) -> Decision:
        """Cut a sentence at a code point of the document; both parts keep every reviewer's label."""

    def merge(self, place: Place, act: Act) -> Decision:
        """Join a sentence with the next of its paragraph; equal labels stay, different ones come back for review."""

    def undo(self, act: Act) -> Decision:
        """Undo this reviewer's last standing decision; raises Refused when there is none or others built upon it."""

    def redo(self, act: Act) -> Decision:
        """Do again what this reviewer undid last; raises Refused when there is nothing."""

    def standing(self, reviewer: str) -> tuple[bool, bool]:
        """Return whether this reviewer has something to undo, and something to do again."""

    def history(self, sentence: str, limit: int = 20, *, reviewer: str | None = None) -> list[Decision]:
        """Return the decisions about one sentence (uid), newest first, with the split or merge that made it.

        With `reviewer`, of the others' decisions only those that moved its bounds, taken back or not.
        """

    def log(
        self, *, reviewer: str | None = None, document: int | None = None, limit: int | None = None
    ) -> Iterator[Decision]:
        """Yield the decision log, newest first."""

    def sentence_at(self, uid: str) -> Place | None:
        """Return where the sentence of this uid stands, None when it is no more."""


class Marks(Protocol):
    """One reviewer's attributions and claims, and the speakers of the whole project."""

    def attributions(self, document: int, reviewer: str) -> list[Attribution]:
        """Return a reviewer's attributions of a document in the order of their first span."""

    def attribute(self, value: Attribution, act: Act, speaker: Speaker | None = None) -> Decision:
        """Record an attribution, a new one where its uid is empty, with a speaker that is new or has changed.

        What lies in what is worked out anew, whatever `parent` says. Raises Refused for spans that are empty, overlap
        within a role, or lie outside the text, and for an attribution or a speaker that is no more.
        """

    def remove_attribution(self, uid: str, act: Act) -> Decision:
        """Take an attribution away; raises Refused when it is no more."""

    def claims(self, document: int, reviewer: str) -> list[Claim]:
        """Return a reviewer's claims of a document in the order of the words they were taken from."""

    def put_claim(self, value: Claim, act: Act) -> Decision:
        """Record a claim, a new one where its uid is empty; raises Refused for one without words."""

    def remove_claim(self, uid: str, act: Act) -> Decision:
        """Take a claim away; raises Refused when it is no more."""

    def speakers(self) -> Sequence[Speaker]:
        """Return the speakers of the project by name; the same object as long as they are the same."""

    def put_speaker(self, value: Speaker, act: Act) -> Decision:
        """Record a speaker, or another name, aliases and role for one: that changes it wherever it is named."""

    def merge_speakers(self, uid: str, into: str, act: Act) -> Decision:
        """Let one speaker be another: its attributions, whoever made them, name that one; its names become aliases."""

    def said_by(self) -> Mapping[str, int]:
        """Return how many attributions name each speaker (uid), of all reviewers, in articles not taken out."""

    def take_over(self, place: Place, start: int, act: Act) -> Decision:
        """Link a sentence to the earlier one that begins at `start`, and take over its label and claims."""

    def ledger(self, reviewer: str | None = None, *, seen_by: str | None = None) -> Iterator[LedgerRow]:
        """Yield every claim of the project in the order of the documents.

        With `seen_by`, a layer that is filled in blind, of the others' claims only those of sentences that it has
        decided, and those whose check has begun; of the latter without label, check-worthiness and speaker.
        """


class Overview(Protocol):
    """Counting, searching, and where a reviewer left off."""

    def counts(self, document: int | None = None) -> Iterator[tuple[int, Count]]:
        """Yield `(document row id, count)` for every reviewer and label."""

    def totals(self) -> tuple[int, int, list[Count]]:
        """Return the number of documents, of sentences, and the counts over all documents."""

    def first_unfinished(self, reviewer: str, documents: Sequence[int], behind: int | None = None) -> int | None:
        """Return the first of `documents` that still has a sentence without this reviewer's label.

        With `behind`, an index of them, first of those behind it, then of those before it. What is asked of the same
        Queue again takes no longer for all that is finished in it.
        """

    def find(self, words: str, limit: int = 50) -> list[Hit]:
        """Return sentences that hold all the words, the last one as a beginning, in the order of the documents."""

    def texts(self, document: int) -> Iterator[tuple[int, str]]:
        """Yield `(row id, text)` of a document's sentences in order."""

    def position(self, reviewer: str, document: int | None = None) -> tuple[int, int] | None:
        """Return `(document row id, code point)` where this reviewer was last, anywhere or in one document."""

    def set_position(self, reviewer: str, document: int, start: int) -> None:
        """Remember where this reviewer is; not a decision, so it does not wait for the disk."""

    def preference(self, reviewer: str, name: str) -> str | None:
        """Return a remembered choice, such as the theme."""

    def set_preference(self, reviewer: str, name: str, value: str) -> None:
        """Remember a choice."""

    def answers(self, field: Field) -> Iterator[tuple[int, int, str, str]]:
        """Yield `(document row id, sentence row id, layer, answer)` of every layer, by document and sentence."""

    def answered(self, field: Field) -> Iterator[tuple[str, str, str, int]]:
        """Yield `(layer, kind of sentence, answer, sentences)` of what stands."""

    def entries(self, reviewer: str | None = None) -> Iterator[Entry]:
        """Yield the log for counting, oldest first.

        Left out are imports, finished work brought in, corrections and assignments, and what was asked again or
        settled.
        """

    def worked(self) -> Iterator[tuple[int, str]]:
        """Yield `(document row id, layer)` wherever something was said or marked, by document."""

    def labelled(
        self,
        documents: Sequence[int] | None,
        *,
        reviewer: str | None,
        labels: Sequence[str] | None,
        undecided: bool,
        layers: str = REVIEWERS,
    ) -> Iterator[tuple[Document, str, Iterator[Labelled], Marked]]:
        """Yield `(document, text, rows, marks)` for an export, in order; with `undecided` also unlabelled sentences.

        `layers` is one of `layers.CHOICES`; `reviewer` leaves only the layers of this one of them.
        """

    def keep_guideline(self, version: str, text: str) -> None:
        """Keep the words of a version of the guidelines, so that old decisions can be read under them."""


class Store(
    Documents,
    Schemes,
    Corrections,
    Annotations,
    Marks,
    Taking,
    Bringing,
    Finding,
    Care,
    Sides,
    Checks,
    Assignments,
    Uniting,
    Models,
    Overview,
    Memory,
    Protocol,
):
    """All of it, on one connection of one thread."""

    def news(self, since: int, document: int, reviewer: str | None) -> tuple[int, bool]:
        """Return the log's newest entry, and whether one after `since` bears on this reviewer's view of a document.

        Without a reviewer, whether one bears on anybody's view of it. A log that ends before `since` bears on all: a
        backup was put back.
        """

    def changed_elsewhere(self) -> bool:
        """Return whether another process has written since this was last asked."""

    def on_wait(self, told: Callable[[bool], None]) -> None:
        """Have `told` called with True when another program has been in the way for a second, with False afterwards.

        It is called in the midst of the act that waits, and must not touch the store.
        """

    def tidy(self) -> None:
        """Do the housekeeping that no key should wait for; raises nothing."""

    def close(self) -> None:
        """Close; what was decided is safe already."""
