"""What `open` and `import` say of articles that came in again: corrected, or older than what is there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reviewer.text import one_line

if TYPE_CHECKING:  # `reviewer --help` loads none of this
    from reviewer.intake import Taken
    from reviewer.store import Store


def corrected_lines(store: "Store", taken: "Taken") -> Iterator[str]:
    """Yield a line for each corrected article and for each that is an older version, safe to show."""
    for name in taken.older:
        yield f"{one_line(name)}: was corrected since; nothing changed"
    if not taken.corrected:
        return
    from reviewer.corrections import corrections  # noqa: PLC0415 - only a correction needs it

    for decision in taken.corrected:
        document = store.document(decision.document or 0)
        if document is None:
            continue
        one = corrections(store, document.id)[0]
        kept = document.sentences - len(one.changed) - len(one.new)
        name = one_line(document.name)
        yield (
            f"{name}: version {one.version}: {kept} sentences as before, {len(one.changed)} changed, "
            f"{len(one.new)} new, {len(one.vanished)} vanished; see: reviewer corrections {name}"
        )
