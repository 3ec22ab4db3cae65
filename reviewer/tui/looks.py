"""The looks of everything drawn line by line: names for styles, made of the theme's colours.

Not Textual's component classes: each of those is matched against every rule for every widget, which made the first
paint a fifth slower.
"""

from typing import NamedTuple

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from reviewer.labels import COLOURS


class Look(NamedTuple):
    """A style by the names of the theme's colours; without a background it is laid over another look."""

    colour: str = ""
    background: str = ""
    attributes: str = ""


LOOKS: dict[str, Look] = {
    "text": Look("foreground", "background"),
    "bar": Look("foreground", "panel"),
    "cursor": Look(background="surface-lighten-2"),
    "title": Look(attributes="bold"),
    "dim": Look("foreground-muted"),
    "faint": Look("foreground-disabled"),
    "furniture": Look("foreground-muted", attributes="italic"),
    "key": Look("primary", attributes="bold"),
    "chosen": Look(background="surface-lighten-2", attributes="bold"),
    "mark": Look(attributes="reverse"),
    "kept": Look(attributes="underline"),
    "flag": Look("text-error", attributes="bold"),
    "done": Look("success", attributes="bold"),
    "refused": Look("text-warning"),
    "error": Look("error", attributes="bold"),
    "unsaved": Look("error", attributes="bold reverse"),
    **{f"label-{colour}": Look(f"text-{colour}") for colour in COLOURS},
    "label-muted": Look("foreground-muted"),
    "removed": Look("foreground-muted", attributes="strike"),
    "added": Look(attributes="bold underline"),
    "span-content": Look("text-success", attributes="underline"),
    "span-cue": Look("text-accent", attributes="underline2"),
    "span-source": Look("text-warning", attributes="bold underline"),
    "offer-content": Look(attributes="underline"),
    "offer-cue": Look(attributes="underline2"),
    "offer-source": Look(attributes="underline italic"),
    "span-nested": Look(attributes="underline2 italic"),
    "span-sign": Look("primary", attributes="bold reverse"),
    "offer-sign": Look("foreground-muted", attributes="reverse"),
}


class Drawn(Widget):
    """A widget that draws its own lines in these looks."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._looks: dict[str, Style] = {}

    def look(self, *names: str) -> Style:
        """Return the style that the named looks make together, each laid over the ones before it."""
        key = " ".join(names)
        style = self._looks.get(key)
        if style is None:
            style = self._looks[key] = Style.combine([self._style(name) for name in names])
        return style

    def notify_style_update(self) -> None:
        """Forget the colours when the theme changes."""
        self._looks.clear()
        super().notify_style_update()

    def _style(self, name: str) -> Style:
        look = LOOKS[name]
        ground = self._colour("background")
        colour = self._colour(look.colour) if look.colour else None
        background = self._colour(look.background) if look.background else None
        return Style.parse(look.attributes) + Style(
            color=(ground + colour).rich_color if colour else None,
            bgcolor=(ground + background).rich_color if background else None,
        )

    def _colour(self, name: str) -> Color:
        return Color.parse(self.app.theme_variables[name])
