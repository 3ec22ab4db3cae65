"""A linear-chain conditional random field as plain weights: fitted by CRFsuite, read and asked without it.

A sequence is a list of items (the sentences of an article), an item a list of features, each a string. The weights are
kept as text, not as CRFsuite's own model: its reader trusts what it is given, and a damaged file would end the program.
"""

import re
from collections.abc import Mapping, Sequence
from math import exp
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Sequences = Sequence[tuple[Sequence[Sequence[str]], Sequence[str]]]
"""What is learned from: the items of each sequence, and the name each of them was given."""

_DIGITS = 3
_PARAMETERS = {"c1": 0.3, "c2": 0.5, "max_iterations": 60, "feature.possible_transitions": True}
_WEIGHT = re.compile(r"\(\d+\) (\d+) --> (\d+): (\S+)")
_MOST = 30.0
"""No sum of weights counts for more: what a model holds cannot lead out of the numbers."""


class Field:
    """Weights of features for names, and of one name after another; unknown features weigh nothing."""

    def __init__(
        self, names: Sequence[str], weights: Mapping[str, Sequence[float]], follow: Sequence[Sequence[float]]
    ) -> None:
        self.names = tuple(names)
        self.weights = weights
        self.follow = follow
        self._follow = [[exp(max(-_MOST, min(_MOST, one))) for one in row] for row in follow]

    def shares(self, items: Sequence[Sequence[str]]) -> list[dict[str, float]]:
        """Return for each item how likely each name is, given all the items; the shares add up to 1."""
        if not items or not self.names:
            return [{} for _ in items]
        states = [self._state(item) for item in items]
        count = range(len(self.names))
        ahead = [_scaled(states[0])]
        for state in states[1:]:
            last = ahead[-1]
            ahead.append(_scaled([state[b] * sum(last[a] * self._follow[a][b] for a in count) for b in count]))
        behind = [[1.0] * len(self.names)]
        for state in reversed(states[1:]):
            last = [state[b] * behind[-1][b] for b in count]
            behind.append(_scaled([sum(self._follow[a][b] * last[b] for b in count) for a in count]))
        behind.reverse()
        joint = ([a * b for a, b in zip(*both, strict=True)] for both in zip(ahead, behind, strict=True))
        return [dict(zip(self.names, _scaled(share), strict=True)) for share in joint]

    def _state(self, item: Sequence[str]) -> list[float]:
        known = [self.weights[one] for one in dict.fromkeys(item) if one in self.weights]
        sums = [sum(one[at] for one in known) for at in range(len(self.names))]
        most = max(sums)
        return [exp(max(-_MOST, one - most)) for one in sums]

    def pull(self, feature: str, name: str) -> float:
        """Return how far a feature speaks for a name, over what it says for the others on average."""
        known = self.weights.get(feature)
        if known is None or len(self.names) < 2:
            return 0.0
        own = known[self.names.index(name)]
        return own - (sum(known) - own) / (len(known) - 1)

    def as_data(self) -> dict[str, Any]:
        """Return the field as what JSON can hold."""
        return {"names": list(self.names), "weights": self.weights, "follow": self.follow}

    @classmethod
    def of_data(cls, data: Any) -> "Field":
        """Return the field that `as_data` gave; raises ValueError, TypeError or KeyError for anything else."""
        names = [str(one) for one in data["names"]]
        weights = {str(feature): [float(one) for one in row] for feature, row in data["weights"].items()}
        follow = [[float(one) for one in row] for row in data["follow"]]
        if {len(row) for row in (*weights.values(), *follow)} - {len(names)} or len(follow) != len(names):
            raise ValueError("the weights do not fit the names")
        return cls(names, weights, follow)


def fit(sequences: Sequences) -> Field:
    """Return the field that best explains the names of sequences; the same sequences give the same field."""
    if not sequences:
        return Field((), {}, ())
    import pycrfsuite  # noqa: PLC0415 - 25 ms, only where something is learned

    names = list(dict.fromkeys(name for _, given in sequences for name in given))
    numbers: dict[str, int] = {}
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=_PARAMETERS, verbose=False)
    for items, given in sequences:
        # Numbers for names: in what is read back no word of an article can be taken for a sign.
        coded = [[str(numbers.setdefault(one, len(numbers))) for one in dict.fromkeys(item)] for item in items]
        trainer.append(coded, [str(names.index(name)) for name in given])
    with TemporaryDirectory() as folder:
        model, dump = Path(folder) / "model", Path(folder) / "dump"
        trainer.train(str(model))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(model))
        tagger.dump(str(dump))
        tagger.close()
        written = dump.read_text("ascii")
    return _read(written, names, list(numbers))


def _read(written: str, names: Sequence[str], features: Sequence[str]) -> Field:
    transitions, _, states = written.partition("STATE_FEATURES")
    weights: dict[str, list[float]] = {}
    for feature, name, weight in _WEIGHT.findall(states):
        rounded = round(float(weight), _DIGITS)
        if rounded:
            weights.setdefault(features[int(feature)], [0.0] * len(names))[int(name)] = rounded
    follow = [[0.0] * len(names) for _ in names]
    for first, second, weight in _WEIGHT.findall(transitions.partition("TRANSITIONS")[2]):
        follow[int(first)][int(second)] = round(float(weight), _DIGITS)
    return Field(names, weights, follow)


def _scaled(values: list[float]) -> list[float]:
    total = sum(values)
    return [one / total for one in values]
