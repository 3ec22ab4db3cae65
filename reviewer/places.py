"""Where files live: the database, the settings and the exports. Asking for a place makes nothing."""

import os
from contextlib import suppress
from pathlib import Path

DATABASE_NAME = "reviewer.db"
SETTINGS_NAME = "reviewer.toml"
EXPORTS_NAME = "exports"
NETWORK_VARIABLE = "REVIEWER_NETWORK"
"""Names the environment variable that lets a database lie on a network file system."""


def database(given: str | None = None) -> Path:
    """Return the database's path: `given`, else `REVIEWER_DB`, else `reviewer.db` in the current folder."""
    return Path(given or os.environ.get("REVIEWER_DB") or DATABASE_NAME)


def network_allowed() -> bool:
    """Return whether a database may lie on a network file system: by `--network`, or by `REVIEWER_NETWORK`."""
    return bool(os.environ.get(NETWORK_VARIABLE))


def settings_candidates(database_path: Path) -> list[Path]:
    """Return the places where `reviewer.toml` is looked for, nearest first: beside the database, then the user's."""
    from platformdirs import user_config_path  # noqa: PLC0415 - 5 ms that a command without settings need not pay

    return [database_path.parent / SETTINGS_NAME, user_config_path("reviewer") / SETTINGS_NAME]


def export_file(name: str, suffix: str) -> Path:
    """Return where an export goes when nobody says: `exports/<name><suffix>` in the current folder."""
    return Path(EXPORTS_NAME) / f"{name}{suffix}"


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, so that no power cut takes a new one; where it can be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
