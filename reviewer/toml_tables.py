"""What may stand in a table of `reviewer.toml`: known names only, each with a value of its type."""

from collections.abc import Mapping
from typing import Any

from reviewer.errors import SettingsError

_WANTED = {dict: "a table", bool: "true or false", int: "a whole number", list: "a list of tables: [[labels]]"}


def only(given: Mapping[str, Any], known: Mapping[str, type], prefix: str) -> None:
    """Raise SettingsError for a name that is not known, a value of another type, or a text that is empty.

    `prefix` stands before the names in what is said.
    """
    for name, value in given.items():
        if name not in known:
            from difflib import get_close_matches  # noqa: PLC0415 - only a typo needs it

            near = get_close_matches(name, known, n=1)
            hint = (
                f"did you mean {prefix}{near[0]}?" if near else f"known are: {', '.join(prefix + key for key in known)}"
            )
            raise SettingsError(f"there is no setting {prefix}{name}; {hint}")
        if not isinstance(value, known[name]):
            raise SettingsError(f"{prefix}{name} must be {_WANTED.get(known[name], 'text in quotation marks')}")
        if value == "":
            raise SettingsError(f"{prefix}{name} must not be empty")
