"""The themes of our own: calm, low in contrast where nothing is to be decided, and one for bright rooms."""

from textual.theme import Theme

DEFAULT = "newsroom"

THEMES = (
    Theme(
        name="newsroom",
        primary="#7FA6C9",
        secondary="#8A93A0",
        accent="#B7A3D6",
        warning="#D9B26F",
        error="#D9756F",
        success="#8FBF8F",
        foreground="#D5D9DE",
        background="#15181C",
        surface="#1B1F24",
        panel="#22272E",
        dark=True,
    ),
    Theme(
        name="newsprint",
        primary="#2F5D8A",
        secondary="#6B6F76",
        accent="#6A4C93",
        warning="#8A5A00",
        error="#A4302A",
        success="#2F6B3A",
        foreground="#22252A",
        background="#F7F5F0",
        surface="#EFECE4",
        panel="#E4E0D6",
        dark=False,
    ),
)
