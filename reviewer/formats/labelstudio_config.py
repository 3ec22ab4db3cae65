"""The labelling config of Label Studio that an export's tasks are made for: which controls there are, and their values.

Every result names a control of it, so it stands beside the tasks, to be pasted into a project before they come in.
"""

from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET

from reviewer.formats.units import CLAIM, CLAIMED, CONTENT, CONTINUES, DOCUMENT, LINKS, ROLES, UnitKind
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES, QUOTE_TYPES
from reviewer.store.review import VERDICTS

TEXT = "text"
KIND, LABEL, NOTE, UNCERTAIN, WORTH, TYPES = "kind", "label", "note", "uncertain", "check_worthiness", "claim_types"
QUOTE_TYPE, SPEAKER, ADDRESSEE, CLAIM_WORDS = "quote_type", "speaker", "addressee", "claim"
RELATIONS = (*LINKS, CONTINUES)


def config(unit: UnitKind, labels: Sequence[str], met: Iterable[str]) -> bytes:
    """Return the config as XML for tasks of a unit.

    `labels` are those that sentences can get, `met` the labels of sentences, or verdicts, that the tasks hold.
    """
    view = ET.Element("View")
    names = list(dict.fromkeys((*(VERDICTS if unit == CLAIM else labels), *met)))
    spans = [*(names if unit == DOCUMENT else ()), *(() if unit == CLAIM else ROLES)]
    if spans:
        _values(view, "Labels", LABEL, "Label", spans)
    ET.SubElement(view, "Text", {"name": TEXT, "value": f"${TEXT}"})
    if unit != DOCUMENT:
        _values(view, "Choices", KIND, "Choice", names, choice="single")
    where = _on(names) if unit == DOCUMENT else {}
    _values(view, "Choices", UNCERTAIN, "Choice", (UNCERTAIN,), choice="multiple", **where)
    _values(view, "Choices", WORTH, "Choice", CHECK_WORTHINESS, choice="single", **where)
    _values(view, "Choices", TYPES, "Choice", CLAIM_TYPES, choice="multiple", **where)
    _text(view, NOTE, where)
    if unit != CLAIM:
        _values(view, "Choices", QUOTE_TYPE, "Choice", QUOTE_TYPES, choice="single", **_on((CONTENT,)))
        for name in (SPEAKER, ADDRESSEE):
            _text(view, name, _on((CONTENT,)))
        _text(view, CLAIM_WORDS, _on((CLAIMED,)))
        relations = ET.SubElement(view, "Relations")
        for name in RELATIONS:
            ET.SubElement(relations, "Relation", value=name)
    ET.indent(view)
    return ET.tostring(view, encoding="unicode").encode() + b"\n"


def values(written: bytes) -> dict[str, frozenset[str]]:
    """Return the values of each control of a config that was just written, by the control's name."""
    view = ET.fromstring(written)  # noqa: S314 - it was written by `config`
    return {
        control.attrib["name"]: frozenset(one.attrib["value"] for one in control)
        for control in view
        if "toName" in control.attrib
    }


def _values(view: ET.Element, tag: str, name: str, value: str, given: Sequence[str], **more: str) -> None:
    control = ET.SubElement(view, tag, {"name": name, "toName": TEXT, **more})
    for one in given:
        ET.SubElement(control, value, value=one)


def _text(view: ET.Element, name: str, where: Mapping[str, str]) -> None:
    ET.SubElement(view, "TextArea", {"name": name, "toName": TEXT, "placeholder": name, **where})


def _on(labels: Iterable[str]) -> dict[str, str]:
    """Return the attributes of a control that stands at each span with one of these labels."""
    return {"perRegion": "true", "whenTagName": LABEL, "whenLabelValue": ",".join(labels)}
