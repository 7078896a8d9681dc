"""readlater: every page you meant to read, in a library that is yours, read in the terminal."""

__version__ = "0.1.0"
