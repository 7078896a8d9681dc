"""The command line: parse, call, print. Nothing heavy is imported before a command needs it.

People script against it, so this is a contract:

* ``--library DIR`` (or ``READLATER_LIBRARY``) goes before the command.
* What was asked for goes to standard output, everything else (progress, notes, errors) to standard error.
* Exit code 0: done. 1: something failed, or nothing was found. 2: wrong use. 130: stopped with Ctrl-C.
* An error is one line ``readlater: …``. ``READLATER_DEBUG=1`` shows the traceback of an unexpected one.
* On a terminal tables are drawn in colour (not with ``NO_COLOR``) and fitted to its width; into a pipe they are plain
  aligned text, nothing shortened.
* ``--json`` prints one object, or an array, in UTF-8. Keys are only ever added. Times are ISO 8601 with offset in the
  reader's time zone; dates of publication may be partial (``2022``, ``2022-01``); what is not known is ``""``, a time
  that is not known is ``null``. Ids are UUIDs. `readlater.cli.records` has the keys of every record.
* ``ID`` is a UUID or any unique prefix of one, of four digits or more; ``-`` stands for IDs on standard input.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readlater.cli.group import main

__all__ = ["main"]


def __getattr__(name: str) -> Any:
    """``main``, imported when it is asked for: the screen is in this package too, and needs no parser."""
    if name == "main":
        from readlater.cli.group import main

        return main
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
