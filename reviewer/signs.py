"""The signs of states, verdicts and stances, one column each: the same on the screen and in reports."""

from collections.abc import Mapping

STATUS_SIGNS: Mapping[str, str] = {
    "untriaged": "·",
    "not_checkable": "∅",
    "to_check": "○",
    "in_check": "◔",
    "returned": "↩",
    "reopened": "↻",
    "drafted": "◑",
    "second_review": "◕",
    "approved": "●",
}
VERDICT_SIGNS: Mapping[str, str] = {
    "supported": "✓",
    "refuted": "✗",
    "not_enough_evidence": "?",
    "conflicting_evidence": "≠",
    "not_checkable": "∅",
}
STANCE_SIGNS: Mapping[str, str] = {"supports": "+", "refutes": "−", "context": "~"}
