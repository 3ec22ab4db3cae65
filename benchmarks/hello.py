"""A Textual hello world: the floor for a first paint."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class HelloApp(App[None]):
    """Shows one line."""

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static("Hello, world!")


if __name__ == "__main__":
    HelloApp().run()
