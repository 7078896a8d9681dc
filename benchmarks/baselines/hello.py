"""The least that a Textual program can be: the floor for launch and memory."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The one widget."""
        yield Static("hello-world", markup=False)


if __name__ == "__main__":
    Hello().run()
