"""The widgets of the screen, each in its own module."""
