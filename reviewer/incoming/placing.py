"""Which article each record of a file is about: one that stands in the store, or one that it brings with it."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from reviewer.articles.article import LIMIT_BYTES, Article
from reviewer.formats.units import CLAIM, DOCUMENT, SENTENCE, Misfit, Origin, Unit
from reviewer.incoming.naming import Unfit
from reviewer.incoming.sayings import storable
from reviewer.incoming.standing import Bounds, Standing
from reviewer.store import Store
from reviewer.store.rows import Document, Place

_ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "latin-1")
"""In which encodings the bytes of an article are looked for that a file gives the text of."""
_REMEMBERED = 64
"""How many documents stand in memory."""
NOT_HERE = "its article is not here; import that first, or take such sentences alone with --alone"


class Found(NamedTuple):
    """A record, and the article it is about: by its row id, with the sentence's bounds where they are known, or new."""

    unit: Unit
    document: int | None = None
    bounds: Bounds | None = None
    article: Article | None = None


class Placing:
    """Places the records of one file; `name` is what its articles are called after, `alone` takes what has none."""

    def __init__(self, store: Store, name: str, *, alone: bool) -> None:
        self._store = store
        # Unix names may hold any bytes, a text in the store may not.
        self._name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        self._alone = alone
        self._named: dict[Origin, list[Document]] = {}
        self._standing: OrderedDict[int, Standing] = OrderedDict()

    def place(self, units: Sequence[Unit]) -> list[Found | Misfit]:
        """Return for each record what it is about, or why it is about nothing."""
        self._standing.clear()
        self._named.clear()
        wrong = {number: why for number, unit in enumerate(units) if (why := _unstorable(unit))}
        fit = [unit for number, unit in enumerate(units) if number not in wrong]
        elsewhere = self._store.saying(
            {unit.text for unit in fit if unit.what == SENTENCE and not self._of(unit.origin)}
        )
        return [
            Misfit(unit.line, wrong[number]) if number in wrong else self._placed(unit, elsewhere.get(unit.text, ()))
            for number, unit in enumerate(units)
        ]

    def standing(self, document: int) -> Standing | None:
        """Return a document as it stands; None where it is no more."""
        known = self._standing.get(document)
        if known is None and (found := self._store.document(document)):
            known = self._standing[document] = Standing(self._store, found)
            if len(self._standing) > _REMEMBERED:
                self._standing.popitem(last=False)
        return known

    def _placed(self, unit: Unit, elsewhere: Sequence[Place]) -> Found | Misfit:
        try:
            if unit.what == DOCUMENT:
                return self._whole(unit)
            if unit.what == CLAIM:
                return self._claim(unit)
            return self._sentence(unit, elsewhere)
        except Unfit as why:
            return Misfit(unit.line, str(why))

    def _whole(self, unit: Unit) -> Found:
        origin, encoded = unit.origin, list(_hashes(unit.text))
        known = self._by_id(origin) or next(filter(None, (self._store.by_sha256(one) for _, one in encoded)), None)
        if known is None:
            return Found(unit, article=self._article(unit, encoded))
        standing = self.standing(known.id)
        if standing is None or standing.text != unit.text:
            raise Unfit("its text is not the one that the article has here; it was changed there or corrected here")
        return Found(unit, known.id, (0, len(unit.text)))

    def _claim(self, unit: Unit) -> Found:
        known = self._of(unit.origin)
        if len(known) != 1:
            raise Unfit("a claim needs its article, and that is not here; import that first")
        if unit.start is None:
            raise Unfit("says not where in its article the claim's words are")
        return Found(unit, known[0].id)

    def _sentence(self, unit: Unit, elsewhere: Sequence[Place]) -> Found:
        known = self._of(unit.origin)
        if known:
            return self._within(unit, known)
        if (unit.origin.uid or unit.origin.sha256) and not self._alone:
            raise Unfit(NOT_HERE)
        encoded = list(_hashes(unit.text))[:1]
        own = self._store.by_sha256(encoded[0][1])
        if own and (standing := self.standing(own.id)) and (0, len(unit.text)) in standing.sentences:
            return Found(unit, own.id, (0, len(unit.text)))
        if len(elsewhere) > 1:
            raise Unfit(f"{len(elsewhere)} sentences here have these words; say which article it is from")
        if elsewhere and (standing := self.standing(elsewhere[0].document)):
            return Found(unit, elsewhere[0].document, standing.named(elsewhere[0].sentence))
        return Found(unit, article=self._article(unit, encoded))

    def _within(self, unit: Unit, known: Sequence[Document]) -> Found:
        """Return which of some documents has the sentence; raises Unfit where none has, or several."""
        found, why = [], Unfit(NOT_HERE)
        for document in known:
            standing = self.standing(document.id)
            if standing is None:
                continue
            corrected = unit.origin.sha256 is not None and document.sha256 != unit.origin.sha256
            try:
                bounds = (
                    standing.saying(unit.text)
                    if unit.start is None or corrected  # offsets are those of an older text
                    else standing.at(unit.start, unit.text)
                )
            except Unfit as reason:
                why = reason
            else:
                found.append(Found(unit, document.id, bounds))
        if not found:
            raise why
        if len(found) > 1:
            raise Unfit(f"{len(found)} articles of that name have these words there; say which by its id")
        return found[0]

    def _of(self, origin: Origin) -> list[Document]:
        """Return the documents that an origin may mean: one by its id or its hash, else those named so."""
        found = self._named.get(origin)
        if found is None:
            known = self._by_id(origin)
            found = [known] if known else []
            if not found and not (origin.uid or origin.sha256) and (origin.url or origin.external_id or origin.name):
                found = self._store.named_like(
                    Article("", "", origin.name or "-", "utf-8", url=origin.url, external_id=origin.external_id)
                )
            self._named[origin] = found
        return found

    def _by_id(self, origin: Origin) -> Document | None:
        return (self._store.by_uid(origin.uid) if origin.uid else None) or (
            self._store.by_sha256(origin.sha256) if origin.sha256 else None
        )

    def _article(self, unit: Unit, encoded: Sequence[tuple[str, str]]) -> Article:
        """Return the article that a record brings with it; it keeps its hash where that is one of its text."""
        origin = unit.origin
        whole = unit.what == DOCUMENT
        encoding, sha256 = next((one for one in encoded if one[1] == origin.sha256), encoded[0])
        name = origin.name if whole and origin.name else f"{self._name}:{unit.line}"
        # A sentence of which there is nothing more is not the article that it is from.
        from_there = {} if whole else {key: value for key, value in origin._asdict().items() if value is not None}
        return Article(
            text=unit.text, sha256=sha256, name=name, encoding=encoding,
            title=origin.title if whole else None, url=origin.url if whole else None,
            published=origin.published if whole else None, external_id=origin.external_id if whole else None,
            language=origin.language, meta={"from": from_there} if from_there else {},
        )  # fmt: skip


def _hashes(text: str) -> list[tuple[str, str]]:
    """Return the hashes (hex) that the bytes of a text may have, each behind its encoding, the likeliest first."""
    found = []
    for encoding in _ENCODINGS:
        try:
            found.append((encoding, hashlib.sha256(text.encode(encoding)).hexdigest()))
        except UnicodeEncodeError:
            continue
    return found


def _unstorable(unit: Unit) -> str:
    """Return why nothing of a record can be kept, empty where it can."""
    try:
        for value in unit.origin:
            storable(value or "", "what it says of its article")
        if not storable(unit.text, "its text") or unit.text.isspace():
            return "has no text"
    except Unfit as why:
        return str(why)
    return f"is over the limit of {LIMIT_BYTES // 1024**2} MiB for one article" if len(unit.text) > LIMIT_BYTES else ""
