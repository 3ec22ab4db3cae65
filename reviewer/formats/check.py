"""Checking records against the schema and the database: every span is sliced, every value compared.

A line that is byte for byte what the database gives needs no parser: it is compared as it stands, its span is sliced,
and the first line of each shape, each line with marks and every thousandth is read by the model as well. Any other line
is read by the model and compared value by value, so that a file that was written differently but says the same passes.
Each line says by which policy its label is seen, and is compared with what the database gives under that policy.
"""

import json
import re
from collections.abc import Iterator, Sequence
from json.encoder import encode_basestring

from pydantic import ValidationError

from reviewer.formats.differences import STALE, differences, misplaced, shown
from reviewer.formats.lines import HEAD, Page, line, page, record_id, whole
from reviewer.formats.mark_differences import Known, mark_differences, misplaced_marks, misplaced_proposals
from reviewer.formats.native import violations
from reviewer.formats.views import AS_LABELLED, policy_of
from reviewer.layers import ALL
from reviewer.models.record import Record
from reviewer.store import Store
from reviewer.store.marked import UNMARKED
from reviewer.store.rows import Document, Labelled

_FRONT = re.compile(
    re.escape(HEAD.encode()) + rb'("(?:[^"\\]|\\.)*"),"document":\{"id":"[^"\\]*","sha256":"([0-9a-f]{64})"'
)

# Only a key stands like this in a line, without backslashes; an article's metadata comes before the record's field.
_POLICY = b',"quote_policy":"'
_READ_EVERY = 1000
PROPOSED = "holds suggestions, which nobody has decided; only their places are compared, with articles of the database"


class Checker:
    """Takes lines one after the other and says what does not match; holds one document at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._document: Document | None = None
        self._page = Page("", b"", b"", "", UNMARKED, AS_LABELLED)
        self._whole: Page | None = None
        self._unmarked = True
        self._rows: Sequence[Labelled] = ()
        self._ids: dict[str, int] | None = None
        self._next = 0
        self._came = bytearray()
        self._left: dict[int, bytearray] = {}
        self._proved: set[tuple[object, ...]] = set()
        self._unread = 0
        self._proposed = False

    def expect(self, document: Document, shared: Page, rows: Sequence[Labelled]) -> None:
        """Take the lines of these rows of a document next."""
        self._document, self._page, self._rows, self._whole = document, shared, rows, None
        self._unmarked = shared.marked is UNMARKED
        self._ids, self._next, self._came = None, 0, bytearray(len(rows))

    def block(self, made: Sequence[bytes], written: bytes, found: bytes) -> list[str]:
        """Return what does not match in the bytes found where `written`, the expected rows' lines, should be."""
        if found != written:
            wrong = [what for data in found.splitlines(keepends=True) for what in self.line(data)]
            return wrong or [f"{self._came.count(0)} lines are not there"]
        for data, row in zip(made, self._rows, strict=True):
            if self._new(row) and (wrong := self._prove(data)):
                return wrong
        return []

    def line(self, data: bytes) -> list[str]:
        """Return what does not match in one line: the bytes of a record, with its line end."""
        place = self._next
        if not self._stands(place, data):
            place = self._find(data)
            if not self._stands(place, data):
                return self._read(data)
        self._next = place + 1
        row = self._rows[place]
        if self._came[place]:
            return [f"id {shown(record_id(row))} has come before"]
        self._came[place] = 1
        return self._prove(data) if self._new(row) else []

    def _new(self, row: Labelled) -> bool:
        """Whether a line that is what its row gives must be read by the model still.

        So it is for the first line of each shape, for every thousandth, and where the row's own words do not stand in
        the document where it says.
        """
        _, _, position, start, end, paragraph, kind, words, _, _, who, said = row
        elapsed: int | None = None
        shape: tuple[object, ...] = (kind,)
        if said is not None:
            label, uncertain, _, _, _, _, _, elapsed, worth, types, same, taken = said
            shape = (kind, label, uncertain, elapsed is None, worth, types, same is None, taken)
        if (
            shape in self._proved
            and self._unread < _READ_EVERY
            and (self._unmarked or not self._marked(position, who))
            and self._page.text[start:end] == words
            and 0 <= start < end
            and paragraph >= 0
            and (elapsed is None or elapsed >= 0)
        ):
            self._unread += 1
            return False
        self._unread = 0
        self._proved.add(shape)
        return True

    def _marked(self, position: int, reviewer: str | None) -> bool:
        """Whether a reviewer's marks stand on the sentence at a place in the document."""
        key, marked = (position, reviewer or ""), self._page.marked
        return key in marked.attributions or key in marked.claims

    def _stands(self, place: int, data: bytes) -> bool:
        """Whether a line is byte for byte what the row at `place` gives, with or without the whole article."""
        if not 0 <= place < len(self._rows):
            return False
        plain = line(self._page, self._rows[place])
        return data == plain or (len(data) > len(plain) and data == line(self._entire(), self._rows[place]))

    def _entire(self) -> Page:
        """Return the page whose lines hold the whole article."""
        if self._whole is None:
            self._whole = whole(self._page, self._cut())
        return self._whole

    def _cut(self) -> str:
        return self._store.cut(self._document.id) if self._document else "[]"

    def _find(self, data: bytes) -> int:
        """Return the place of the row that a line of our own form names, going to its document; -1: there is none."""
        front = _FRONT.match(data)
        if front is None or not self._go_to(front[2].decode()):
            return -1
        begin = data.rfind(_POLICY) + len(_POLICY)
        self._see_by(data[begin : data.find(b'"', begin)].decode("utf-8", "replace"))
        return self._place(front[1].decode("utf-8", "replace"))

    def _see_by(self, policy: str) -> None:
        """Compare with labels as this policy sees them from here on."""
        policy = policy_of(self._document, policy) if self._document else policy
        if policy != self._page.policy:
            self._page, self._whole = self._page._replace(policy=policy), None

    def _go_to(self, sha256: str) -> bool:
        """Make the document with this hash the current one; False when the database has none."""
        if self._document is not None and self._document.sha256 == sha256:
            return True
        document = self._store.by_sha256(sha256)
        if document is None:
            return False
        found = list(self._store.labelled([document.id], reviewer=None, labels=None, undecided=True, layers=ALL))
        if not found:
            return False
        _, text, rows, marked = found[0]
        if self._document is not None:
            self._left[self._document.id] = self._came
        self.expect(document, page(document, text, marked, self._page.policy), list(_with_bare(list(rows))))
        self._came = self._left.get(document.id, self._came)
        return True

    def _place(self, record: str) -> int:
        """Return the place of the row with an id (as JSON), -1 when there is none."""
        if self._ids is None:
            self._ids = {encode_basestring(record_id(row)): place for place, row in enumerate(self._rows)}
        return self._ids.get(record, -1)

    def _prove(self, data: bytes) -> list[str]:
        """Read a line by the model and slice its spans; for lines whose values are known to be the database's."""
        try:
            record = Record.model_validate_json(data)
        except ValidationError as error:
            return violations(error)
        return misplaced(record, self._page.text) + misplaced_marks(record, self._page.text)

    def _read(self, data: bytes) -> list[str]:
        """Return what does not match in a line that is not what the database would give."""
        try:
            record = Record.model_validate_json(data)
        except ValidationError as error:
            return violations(error)
        if record.suggestion is not None and record.reviewer is None:
            return self._misproposed(record)
        if not self._go_to(record.document.sha256):
            document = record.document
            return [f"document {shown(document.name)} (sha256 {document.sha256[:12]}…) is not in the database"]
        self._see_by(record.quote_policy)
        found = misplaced(record, self._page.text) + misplaced_marks(record, self._page.text)
        place = self._place(encode_basestring(record.id))
        if place < 0:
            return [*found, self._unknown(record)]
        if self._came[place]:
            found.append(f"id {shown(record.id)} has come before")
        self._came[place] = 1
        self._next = place + 1
        try:
            wanted = Record.model_validate_json(line(self._page, self._rows[place]))
        except ValidationError as error:
            return [*found, *(f"in the database itself: {what}" for what in violations(error))]
        known = Known(
            lambda: {speaker.uid for speaker in self._store.speakers()},
            lambda: self._page.marked.uids(self._rows[place].reviewer or ""),
        )
        found += differences(record, wanted) + mark_differences(record, wanted, known)
        given = record.document.sentences
        if given is not None and list(map(list, given)) != json.loads(self._cut()):
            found.append(f"document.sentences are not those of the article now: {STALE}")
        return found

    def _misproposed(self, record: Record) -> list[str]:
        """Say once that a file holds suggestions, and of each what does not stand in its article, if that is here."""
        found = [] if self._proposed else [PROPOSED]
        self._proposed = True
        if self._go_to(record.document.sha256):
            found += misplaced(record, self._page.text) + misplaced_proposals(record, self._page.text)
        return found

    def _unknown(self, record: Record) -> str:
        """Say why the database has no record of this id."""
        sentence, _, reviewer = record.id.partition("/")
        if not any(row.uid == sentence for row in self._rows):
            return f"id {shown(record.id)}: there is no such sentence now; it was split or merged since: {STALE}"
        if not reviewer:
            return f"label is null and nobody's, but the sentence has been decided since: {STALE}"
        return f"label: the database has nothing from {shown(reviewer)} on this sentence now: {STALE}"


def _with_bare(rows: Sequence[Labelled]) -> Iterator[Labelled]:
    """Yield the rows, and for each sentence that was touched but not labelled also the row that is nobody's.

    An export of one reviewer has such rows for what only others have touched.
    """
    labelled = {row.uid for row in rows if row.annotation is None or row.annotation.label is not None}
    for row in rows:
        yield row
        if row.uid not in labelled:
            labelled.add(row.uid)
            yield row._replace(reviewer=None, annotation=None)
