"""Reading what Label Studio exports as JSON: tasks with annotations, one after the other out of a file of any size."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reviewer.formats import labelstudio_config as names
from reviewer.formats.differences import shown
from reviewer.formats.json_array import objects
from reviewer.formats.json_lines import Found
from reviewer.formats.pieces import joined
from reviewer.formats.provenance import attributed, claimed, said_of, unit_of
from reviewer.formats.units import ROLES, Link, Mark, Misfit, Unit
from reviewer.formats.utf16 import Utf16
from reviewer.store.marks import Spans, Speaker

Fields = Mapping[str, Any]
_BESIDE = frozenset({names.SPEAKER, names.ADDRESSEE, names.CLAIM_WORDS})
"""The controls whose texts stand at a span; any other text is a note."""
_SAID = (names.NOTE, names.UNCERTAIN, names.WORTH, names.TYPES)
"""The controls of what is said of a sentence besides its label."""
_DIRECTIONS = frozenset({"right", "left", "bi"})


def read(path: Path) -> Iterator[Unit | Misfit]:
    """Yield a unit for each annotation of each task, and what of the file is none; raises InputError.

    A task without annotations gives its predictions, which have a score, or its bare text. A kind of result that is
    known to nobody here is told, and the rest of its annotation comes.
    """
    for number, found in enumerate(objects(path), 1):
        for one in [found] if isinstance(found, Misfit) else _of_task(found):
            yield one._replace(what=f"task {number}: {one.what}") if isinstance(one, Misfit) else one


def _of_task(found: Found) -> Iterator[Unit | Misfit]:
    line, task = found
    try:
        data, text = _data(task)
        annotations = _list(task, "annotations") or _list(task, "completions")
        # What was drafted or skipped is no decision, and what a program proposed counts where nobody has decided.
        predictions = [] if annotations else _list(task, "predictions")
    except ValueError as error:
        yield Misfit(line, str(error))
        return
    if not annotations and not predictions:
        yield unit_of(data, text, line)
    for one in (*annotations, *predictions):
        if one.get("was_cancelled") is True:
            yield Misfit(line, "was skipped by its annotator; nothing is decided in it")
            continue
        try:
            results = _Results.of(one, text)
            unit = results.unit(data, text, line)
        except ValueError as error:
            yield Misfit(line, str(error))
            continue
        if len(annotations) > 1:
            unit = unit._replace(layer=_annotator(one) or unit.layer)
        elif unit.layer is None:
            unit = unit._replace(layer=_annotator(one))
        yield unit._replace(layer=None, score=_score(one)) if predictions else _timed(unit, one)
        for what in results.left:
            yield Misfit(line, f"{what} is left out; the rest of its annotation is taken")


def _data(task: Fields) -> tuple[Fields, str]:
    """Return a task's data and the text in it: that called text, or the only one there is."""
    data = task.get("data")
    if not isinstance(data, dict):
        raise ValueError('has no "data"; give the tasks as Label Studio exports them as JSON')  # noqa: TRY004 - as above
    texts = [data["text"]] if "text" in data else [value for value in data.values() if isinstance(value, str)]
    if len(texts) != 1 or not isinstance(texts[0], str) or not texts[0]:
        raise ValueError('has no "text" in its "data"')
    return data, texts[0]


class _Results(NamedTuple):
    """The results of one annotation, sorted: by the id of the span they stand at, or of the whole.

    `left` is, in words, what has no place here.
    """

    marks: list[Mark]
    links: list[Link]
    beside: dict[str, dict[str, Any]]
    whole: dict[str, Any]
    labels: list[str]
    left: list[str]

    @classmethod
    def of(cls, annotation: Fields, text: str) -> "_Results":
        """Return the results of an annotation; raises ValueError with what is wrong with one."""
        sorted_out = cls([], [], {}, {}, [], [])
        places = Utf16(text)
        given = _list(annotation, "result")
        spans = {one.get("id") for one in given if one.get("type") == "labels" and isinstance(one.get("id"), str)}
        for number, one in enumerate(given, 1):
            sorted_out._take(one, number, text, places, spans)
        sorted_out._name_apart()
        return sorted_out

    def _name_apart(self) -> None:
        """Give a span with labels of several controls a name for each; raises ValueError for two spans of one id."""
        known: dict[str, Spans] = {}
        for place, mark in enumerate(self.marks):
            if mark.id not in known:
                known[mark.id] = mark.spans
            elif known[mark.id] == mark.spans:
                self.marks[place] = mark._replace(id=f"{mark.id}##{place}")
            else:
                raise ValueError("two of its spans have the same id")

    def _take(self, one: Fields, number: int, text: str, places: Utf16, spans: set[Any]) -> None:
        kind, name = one.get("type"), one.get("id")
        value = one.get("value")
        if kind == "relation":
            self.links.extend(_links(one))
            return
        if not isinstance(value, dict):
            raise ValueError('a result has no "value"')  # noqa: TRY004 - a fault of the file, not of a caller
        at = self.beside.setdefault(name, {}) if isinstance(name, str) and name in spans else self.whole
        if kind == "labels":
            self.marks.extend(_marks(value, name if isinstance(name, str) else f"#{number}", text, places))
        elif kind == "choices":
            self._choose(_control(one), _words(value, "choices"), at)
        elif kind == "textarea":
            control = _control(one)
            kept = control if control in _BESIDE else names.NOTE
            at[kept] = "\n".join((*filter(None, [at.get(kept)]), *_words(value, "text")))
        else:
            self.left.append(_result(kind))

    def _choose(self, control: str, words: list[str], at: dict[str, Any]) -> None:
        if control == names.UNCERTAIN:
            at[names.UNCERTAIN] = bool(words)
        elif control == names.TYPES:
            at[names.TYPES] = words
        elif control in {names.WORTH, names.QUOTE_TYPE}:
            at[control] = words[0] if words else None
        elif at is self.whole:
            self.labels.extend(words)
        else:
            self.left.append(f"{_result('choices', control)} at a span")

    def unit(self, data: Fields, text: str, line: int) -> Unit:
        """Return the unit of a task by these results; raises ValueError where they do not go together."""
        if len(self.labels) > 1:
            raise ValueError(f"has {len(self.labels)} labels, but a sentence has one: {shown(', '.join(self.labels))}")
        marks, links = joined([self._known(mark) for mark in self.marks], self.links)
        label = self.labels[0] if self.labels else None
        fields = {**data, **{name: self.whole.get(name) for name in _SAID}}
        return unit_of(fields, text, line, label=label, marks=marks, links=links)

    def _known(self, mark: Mark) -> Mark:
        """Return a mark with what stands beside its span."""
        beside = self.beside.get(mark.id, {})
        name = beside.get(names.SPEAKER)
        is_role = mark.label.upper() in ROLES
        if is_role and beside.get(names.NOTE):
            self.left.append(f"{_result('textarea', names.NOTE)} at a span")
        return mark._replace(
            said=None if is_role else said_of(beside, mark.label),
            attribution=attributed(beside.get(names.QUOTE_TYPE), beside.get(names.ADDRESSEE)),
            speaker=Speaker("", name) if isinstance(name, str) and name.strip() else None,
            claim=claimed(beside.get(names.CLAIM_WORDS)),
        )


def _marks(value: Fields, name: str, text: str, places: Utf16) -> Iterator[Mark]:
    """Yield a span once for each of its labels."""
    start, end = places.points(value.get("start"), value.get("end"))
    words = value.get("text")
    if isinstance(words, str) and words != text[start:end]:
        raise ValueError(f"a span says {shown(words)}, but the text has {shown(text[start:end])} there")
    labels = _words(value, "labels")
    if not labels:
        raise ValueError(f"the span {shown(text[start:end])} has no label")
    for number, label in enumerate(labels):
        yield Mark(name if not number else f"{name}#{number}", label, ((start, end),))


def _links(one: Fields) -> Iterator[Link]:
    head, child, direction = one.get("from_id"), one.get("to_id"), one.get("direction", "right")
    labels = _words(one, "labels")
    told = isinstance(direction, str) and direction in _DIRECTIONS and labels
    if not isinstance(head, str) or not isinstance(child, str) or not told:
        raise ValueError("a relation has no label, no direction, or no spans")
    for label in labels:
        yield Link(child, head, label) if direction == "left" else Link(head, child, label)


def _result(kind: object, control: str = "") -> str:
    """Return what a result is called in a message: by its type, and the control it was given by."""
    of = f" ({shown(control, quotes=False)})" if control else ""
    return f"a result of the type {shown(kind if isinstance(kind, str) else '')}{of}"


def _control(result: Fields) -> str:
    """Return the name of the control that a result was given by, empty where it is none."""
    name = result.get("from_name")
    return name if isinstance(name, str) else ""


def _words(value: Fields, name: str) -> list[str]:
    """Return a list of words of a value, one word as a list of one; raises ValueError where it is anything else."""
    given = value.get(name)
    if isinstance(given, str):
        return [given]
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise ValueError(f'"{name}" of a result is no list of words')
    return given


def _list(fields: Fields, name: str) -> Sequence[Fields]:
    given = fields.get(name)
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise ValueError(f'"{name}" is no list of objects')
    return given


def _annotator(annotation: Fields) -> str | None:
    """Return who annotated, by the address or the number that Label Studio knows the annotator by."""
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("id")
    if isinstance(who, str) and who:
        return who
    return f"annotator {who}" if type(who) is int and 0 <= who < 10**12 else None


def _score(prediction: Fields) -> float:
    """Return how sure a program was; it is no less than 0 and no more than 1, and 0 where it does not say."""
    score = prediction.get("score")
    return float(min(max(score, 0), 1)) if isinstance(score, int | float) else 0.0


def _timed(unit: Unit, annotation: Fields) -> Unit:
    """Return a unit whose decision took as long as the annotation says."""
    took = annotation.get("lead_time")
    if unit.said is None or not isinstance(took, int | float) or not 0 <= took < 10**9:
        return unit
    return unit._replace(said=unit.said._replace(elapsed_ms=round(took * 1000)))
