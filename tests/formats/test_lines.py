"""A line is byte for byte what the model itself would write."""

import json

from hypothesis import given
from hypothesis import strategies as st

from reviewer.formats.lines import line, page, whole
from reviewer.formats.views import POLICIES, policy_of
from reviewer.labels import BUILT_IN, NAMES
from reviewer.layers import ADJUDICATED, again, reviewer_of
from reviewer.models.record import REACH, Record
from reviewer.store.marked import Key, Marked
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES, Attribution, Claim, Speaker
from reviewer.store.review import MEDIA, QUOTE_VERDICTS, STANCES, STATUSES, VERDICTS, Check, Evidence
from reviewer.store.rows import OUTCOMES, Annotation, Document, Labelled, offered
from tests.schemes import SCHEME

# Every character that UTF-8 can hold: controls, quotes, line separators, beyond the BMP; no lone surrogates.
Checked = tuple[Check, list[Evidence]]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
names = st.none() | texts
layers = texts | st.just(ADJUDICATED) | texts.map(again)
numbers = st.integers(min_value=0, max_value=2**40)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
suggestions = st.none() | st.builds(
    offered, st.sampled_from(OUTCOMES), st.none() | st.sampled_from(NAMES), st.floats(0, 1), texts, texts
)
annotations = st.builds(
    Annotation,
    st.none() | st.sampled_from(NAMES),
    st.booleans(),
    texts,
    texts,
    texts,
    texts,
    texts,
    st.none() | numbers,
    st.none() | st.sampled_from(CHECK_WORTHINESS),
    st.lists(st.sampled_from(CLAIM_TYPES), unique=True).map(tuple),
    st.none() | st.sampled_from((0, 3)),
    suggestions,
)
quote_types = st.sampled_from(("direct", "mixed", "indirect"))
spans = st.lists(st.tuples(numbers, numbers), max_size=2).map(tuple)
attributions = st.builds(
    Attribution, texts, st.just(1), texts, spans, spans, spans, st.none() | texts, quote_types,
    texts, st.none() | texts, texts, texts, texts, texts, suggestions,
)  # fmt: skip
claims = st.builds(
    Claim, texts, st.just(1), texts, numbers, numbers, texts, st.booleans(), *[texts] * 4, st.none(), st.none() | texts
)
speakers = st.builds(Speaker, texts, texts, st.lists(texts, max_size=2).map(tuple), texts)
evidence = st.builds(
    Evidence, *[texts] * 10, st.sampled_from(MEDIA), st.sampled_from(STANCES), st.booleans(), *[texts] * 4
)  # fmt: skip
checks = st.builds(
    Check, texts, st.sampled_from(STATUSES), st.none() | st.sampled_from(VERDICTS),
    st.none() | st.sampled_from(QUOTE_VERDICTS), *[texts] * 8,
)  # fmt: skip
checked = st.none() | st.tuples(checks, st.lists(evidence, max_size=2))
marks = st.tuples(
    st.lists(attributions, max_size=3), st.lists(claims, max_size=3), st.lists(speakers, max_size=2), checked
)
metas = st.dictionaries(texts, values, max_size=3).map(lambda meta: json.dumps(meta, ensure_ascii=False))
documents = st.builds(
    Document,
    id=numbers,
    uid=texts,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    name=texts,
    title=texts,
    url=names,
    published=names,
    language=names,
    external_id=names,
    encoding=texts,
    splitter=texts,
    imported=texts,
    meta=metas,
    sentences=numbers,
    scheme=st.sampled_from((BUILT_IN, SCHEME)),
)


@given(
    document=documents,
    before=texts,
    words=texts,
    after=texts,
    note=texts,
    number=numbers,
    said=st.none() | st.tuples(layers, annotations),
    marks=marks,
    policy=st.sampled_from(POLICIES),
)
def test_a_line_is_what_the_model_writes(
    *,
    document: Document,
    before: str,
    words: str,
    after: str,
    note: str,
    number: int,
    said: tuple[str, Annotation] | None,
    marks: tuple[list[Attribution], list[Claim], list[Speaker], Checked | None],
    policy: str,
) -> None:
    text = before + words + after
    start, end = len(before), len(before) + len(words)
    reviewer, annotation = said or (None, None)
    if annotation is not None and annotation.label is not None:
        known = document.scheme.names
        annotation = annotation._replace(label=known[NAMES.index(annotation.label) % len(known)])
    row = Labelled(1, note, number, start, end, number, "body", words, before, after, reviewer, annotation)
    marked = on_row((number, reviewer or ""), *marks)
    shared = page(document, text, marked, policy)
    written = line(shared, row)
    record = Record.model_validate_json(written)
    assert record.model_dump_json().encode() + b"\n" == written
    entire = line(whole(shared, f'[["s1",{start},{end},0,"body"]]'), row)
    first = Record.model_validate_json(entire)
    assert first.model_dump_json().encode() + b"\n" == entire
    assert (first.document.text, first.document.sentences) == (text, (("s1", start, end, 0, "body"),))
    position, quote = record.target.selector
    assert text[position.start : position.end] == quote.exact == record.text == words
    assert (quote.prefix, quote.suffix) == (before[-REACH:], after[:REACH])
    assert (record.context.before, record.context.after) == (before, after)
    assert record.document.meta == json.loads(document.meta)
    assert written.count(b"\n") == 1
    if annotation is not None:
        assert (record.label_given, record.uncertain, record.note) == annotation[:3]
        assert (record.check_worthiness, record.claim_types) == annotation[8:10]
        assert bool(record.duplicate_of) == (annotation.duplicate_of == 0 and start > 0)
        assert [one.id for one in record.attributions] == [one.uid for one in marks[0]]
        assert [one.text for one in record.claims] == [one.text for one in marks[1]]
        assert (record.review is None) == (not marks[1])
        assert record.quote_policy == policy_of(document, policy)
        assert (record.created, record.modified, record.guideline_version) == annotation[3:6]
        assert record.id == f"{note}/{reviewer}"
        assert record.reviewer == reviewer_of(reviewer or "")


def on_row(
    key: Key,
    said: list[Attribution],
    claimed: list[Claim],
    named: list[Speaker],
    check: Checked | None,
) -> Marked:
    """Return marks that all stand on the sentence at a place, and a first sentence that a duplicate may point to.

    The first claim has the check.
    """
    checks = {one.uid: check for one in claimed[:1] if check}
    return Marked({key: said}, {key: claimed}, {one.uid: one for one in named}, {0: ("first", 0)}, checks)
