"""Inputs that something was wrong with once, by target; each is tried again with every run of the tests."""

from collections.abc import Mapping, Sequence

_SENTENCE = (
    b'{"type":"Annotation","id":"urn:s","motivation":"tagging","body":{"value":"quote"},"target":{"source":"urn:x","selector":'
    b'[{"type":"TextQuoteSelector","exact":"It rained."},{"type":"TextPositionSelector","start":0,"end":10}]}}\n'
)
_SPAN = (
    b'{"type":"Annotation","id":"urn:a","motivation":"tagging","body":{"value":"CONTENT","purpose":"tagging"},'
    b'"target":[%s]}\n'
)
_WORDS = (
    b'{"source":"urn:x","selector":[{"type":"TextQuoteSelector","exact":"%s"},'
    b'{"type":"TextPositionSelector","start":%d,"end":%d}]}'
)
_FIRST, _SECOND = _WORDS % (b"It", 0, 2), _WORDS % (b"rained", 3, 9)

_TASK = b'[{"data":{"text":"It rained."},"annotations":[{"result":[%s]}]}]'

INPUTS: Mapping[str, Sequence[bytes]] = {
    "labelstudio": (  # an object was looked up among the names of controls, and among directions
        _TASK % b'{"type":"choices","from_name":{},"value":{"choices":["quote"]}}',
        _TASK % b'{"type":"textarea","from_name":[1],"value":{"text":["so?"]}}',
        _TASK % b'{"type":"relation","from_id":"a","to_id":"b","direction":{},"labels":["said_by"]}',
    ),
    # An address may begin in capitals: what was wrong was the check.
    "settings": (b'[publisher]\nname = "Example"\nurl = "hTtps://news.example"\n',),
    "databases": (
        b"\x01\x00\x00\x00\x00\x00\x01\xb0\xb0\xb0",
    ),  # the check cut all of the file off, and looked for a place in what was left
    "prodigy": (b'{"text":"It rained.","answer":[[0,5]]}\n',),  # a list was looked up among the answers
    "w3c": (
        _SENTENCE + _SPAN % _FIRST + _SPAN % _SECOND,  # two spans of one id made a unit that no format holds
        _SENTENCE + _SPAN % b",".join((_SECOND, _FIRST)),  # parts stood in the order of the file
        _SENTENCE + _SPAN % b",".join((_FIRST, _FIRST)),  # parts overlapped
    ),
}
