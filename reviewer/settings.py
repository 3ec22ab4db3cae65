"""`reviewer.toml` becomes Settings: who reviews and publishes, the theme, other keys, own guidelines."""

import errno
import os
import stat
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from reviewer import places
from reviewer.errors import SettingsError
from reviewer.keys import ACTIONS, Action, remapped
from reviewer.labels import BUILT_IN, Scheme
from reviewer.text import is_web, one_line
from reviewer.toml_tables import only

GUIDELINE_VERSION = "reviewer-1"
"""The version of the guidelines that come with the program; every decision is recorded under one."""

BACKUPS = 7
"""How many dated backups are kept unless the settings say otherwise."""
_MOST_BACKUPS = 1_000
LIMIT_BYTES = 4 * 1024 * 1024
"""The longest settings, or guidelines, that are read."""


class Guideline(NamedTuple):
    """The words under which labels are given (Markdown), and their version."""

    version: str
    text: str


class Publisher(NamedTuple):
    """Who signs what is published: a name, a website, and the URL under which a page for each claim stands."""

    name: str
    url: str
    reviews: str

    def page(self, claim: str) -> str:
        """Return the URL of the page of a claim (uid)."""
        return f"{self.reviews}{'' if self.reviews.endswith(('/', '=', '#')) else '/'}{claim}"


class Settings(NamedTuple):
    """What a project or a person has chosen; everything has a default."""

    actions: tuple[Action, ...] = ACTIONS
    reviewer: str | None = None
    theme: str | None = None
    guideline_version: str = GUIDELINE_VERSION
    guideline_file: Path | None = None
    publisher: Publisher | None = None
    suggestions: bool = True
    scheme: Scheme = BUILT_IN
    backups: int = BACKUPS

    def guideline(self) -> Guideline:
        """Return the guidelines in force; raises SettingsError when a project's own cannot be read."""
        if self.guideline_file is None:
            return Guideline(self.guideline_version, (files("reviewer") / "guidelines.md").read_text("utf-8"))
        try:
            return Guideline(self.guideline_version, _read(self.guideline_file).decode("utf-8").replace("\r\n", "\n"))
        except (OSError, ValueError) as error:  # ValueError: no UTF-8, or a name that no file can have
            shown = one_line(str(self.guideline_file))
            raise SettingsError(
                f"{shown}: the guidelines named in reviewer.toml cannot be read ({_reason(error)})"
            ) from error


def _read(path: Path) -> bytes:
    """Return what is in a file; raises OSError, also for a pipe, which would be waited for, and what is too long."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    seen = os.fstat(descriptor)
    if stat.S_ISREG(seen.st_mode) and seen.st_size <= LIMIT_BYTES:
        with open(descriptor, "rb") as file:  # noqa: PTH123 - it is no path
            return file.read(LIMIT_BYTES)
    os.close(descriptor)
    if stat.S_ISREG(seen.st_mode):
        raise OSError(errno.EFBIG, f"it is over {LIMIT_BYTES >> 20} MiB")
    number = errno.EISDIR if stat.S_ISDIR(seen.st_mode) else errno.EINVAL
    raise OSError(number, os.strerror(number) if number == errno.EISDIR else "it is a pipe or a device, not a file")


def load(database: Path) -> Settings:
    """Return the settings nearest to a database: beside it, else in the user's config folder, else the defaults.

    Raises SettingsError, naming the file, for what cannot be read, is unknown, or is of the wrong type.
    """
    for path in places.settings_candidates(database):
        try:
            content = _read(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise SettingsError(f"{one_line(str(path))}: cannot be read ({_reason(error)})") from error
        try:
            return _settings(tomllib.loads(content.decode("utf-8-sig")), path.parent)
        except (ValueError, RecursionError, SettingsError) as error:  # ValueError: no TOML, no UTF-8, too long a number
            raise SettingsError(f"{one_line(str(path))}: {one_line(str(error))}") from error
    return Settings()


def _settings(given: Mapping[str, Any], folder: Path) -> Settings:
    known = {
        "reviewer": str, "theme": str, "suggestions": bool, "backups": int, "keys": dict, "guidelines": dict,
        "publisher": dict, "labels": list,
    }  # fmt: skip
    only(given, known, "")
    keys: Mapping[str, Any] = given.get("keys", {})
    guidelines: Mapping[str, Any] = given.get("guidelines", {})
    only(guidelines, {"file": str, "version": str}, "guidelines.")
    if ("file" in guidelines) != ("version" in guidelines):
        raise SettingsError('[guidelines] needs both: file = "…" and version = "…" (decisions are recorded under it)')
    if guidelines.get("version") == GUIDELINE_VERSION:
        raise SettingsError(
            f"guidelines.version {GUIDELINE_VERSION!r} names the guidelines of the program; name your own"
        )
    actions = remapped({name: _keys(name, value) for name, value in keys.items()})
    return Settings(
        actions=actions,
        reviewer=given.get("reviewer"),
        theme=given.get("theme"),
        guideline_version=guidelines.get("version", GUIDELINE_VERSION),
        guideline_file=folder / guidelines["file"] if guidelines else None,
        publisher=_publisher(given.get("publisher", {})),
        suggestions=given.get("suggestions", True),
        scheme=_scheme(given["labels"], actions) if "labels" in given else BUILT_IN,
        backups=_count(given.get("backups", BACKUPS)),
    )


def _count(backups: int) -> int:
    if isinstance(backups, bool) or not 0 <= backups <= _MOST_BACKUPS:
        raise SettingsError(f"backups must be a whole number from 0 (none) to {_MOST_BACKUPS}")
    return backups


def _publisher(given: Mapping[str, Any]) -> Publisher | None:
    if not given:
        return None
    only(given, {"name": str, "url": str, "reviews": str}, "publisher.")
    if "name" not in given or "url" not in given:
        raise SettingsError('[publisher] needs both: name = "…" and url = "https://…" (reviews is the pages of claims)')
    for name in ("url", "reviews"):
        if name in given and not is_web(given[name]):
            raise SettingsError(f"publisher.{name} must be a URL that begins with https:// or http://")
    return Publisher(given["name"], given["url"], given.get("reviews", given["url"]))


def _keys(name: str, value: object) -> list[str]:
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
        raise SettingsError(f'keys.{name} must be a key or a list of keys, such as "u" or ["u", "ctrl+z"]')
    return keys


def _scheme(given: list[Any], actions: tuple[Action, ...]) -> Scheme:
    from reviewer.schemes import scheme_of  # noqa: PLC0415 - most projects label with the labels of the program

    return scheme_of(given, actions)


def _reason(error: Exception) -> str:
    return one_line(getattr(error, "strerror", None) or str(error))
