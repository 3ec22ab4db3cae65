"""The targets by name; what a target needs is loaded with it."""

from importlib import import_module

from tests.fuzz.target import Target

MODULES = {
    "encodings": "reading", "json-lines": "reading", "pages": "web", "saved-pages": "web", "archives": "web",
    "feeds": "web", "sentences": "splitting", "quotations": "quoting", "candidates": "quoting",
    "corrections": "correcting", "wordings": "correcting", "suggestions": "proposing", "prodigy": "importing",
    "doccano": "importing", "labelstudio": "importing", "w3c": "importing", "csv": "importing", "brat": "importing",
    "fields": "fields",
    "native": "restoring", "settings": "setting", "keys": "setting", "databases": "merging", "vetting": "merging",
}  # fmt: skip
"""In which module of this folder each target stands."""


def named(name: str) -> Target:
    """Return a target; raises KeyError where there is none of that name."""
    module = import_module(f"tests.fuzz.{MODULES[name]}")
    targets: tuple[Target, ...] = module.TARGETS
    return next(one for one in targets if one.name == name)
