"""Fetching pages: the only part of the program that opens a connection to the outside.

`fetch` asks a server for one page. Everything that comes from there is somebody else's: the address it is sent to, the
size and kind of what it gets, how long that takes. Each has a limit here.
"""

from readlater.pages.fetch.fetching import fetch
from readlater.pages.fetch.options import Fetched, FetchOptions

__all__ = ["FetchOptions", "Fetched", "fetch"]
