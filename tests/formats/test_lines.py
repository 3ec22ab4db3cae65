"""A line is byte for byte what the model itself would write."""

import json

from hypothesis import given
from hypothesis import strategies as st

from reviewer.formats.lines import line, page
from reviewer.labels import NAMES
from reviewer.models.record import REACH, Record
from reviewer.store.rows import Annotation, Document, Labelled

# Every character that UTF-8 can hold: controls, quotes, line separators, beyond the BMP; no lone surrogates.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
names = st.none() | texts
numbers = st.integers(min_value=0, max_value=2**40)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
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
)


@given(
    document=documents,
    before=texts,
    words=texts,
    after=texts,
    note=texts,
    number=numbers,
    said=st.none() | st.tuples(texts, annotations),
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
) -> None:
    text = before + words + after
    start, end = len(before), len(before) + len(words)
    reviewer, annotation = said or (None, None)
    row = Labelled(1, note, number, start, end, number, "body", words, before, after, reviewer, annotation)
    written = line(page(document, text), row)
    record = Record.model_validate_json(written)
    assert record.model_dump_json().encode() + b"\n" == written
    position, quote = record.target.selector
    assert text[position.start : position.end] == quote.exact == record.text == words
    assert (quote.prefix, quote.suffix) == (before[-REACH:], after[:REACH])
    assert (record.context.before, record.context.after) == (before, after)
    assert record.document.meta == json.loads(document.meta)
    assert written.count(b"\n") == 1
    if annotation is not None:
        assert (record.label, record.uncertain, record.note) == annotation[:3]
        assert (record.created, record.modified, record.guideline_version) == annotation[3:6]
        assert record.id == f"{note}/{reviewer}"
