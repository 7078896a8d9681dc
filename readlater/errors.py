"""Every error that readlater raises on purpose.

Each message is one line fit for a person: it names the file, field or article and says what to do. The command line
prints it and ends with the exit code of the class; the screen shows it in the status line.
"""


class ReadlaterError(Exception):
    """Something failed in a way that the reader can understand and act upon."""

    exit_code = 1


class UsageError(ReadlaterError):
    """The command, option, field or value given is not one that readlater knows."""

    exit_code = 2


class ConfigError(UsageError):
    """The configuration file or an environment variable can't be understood."""


class QueryError(UsageError):
    """A query can't be understood; ``position`` is the offset in the query where (0-based)."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class NotFoundError(ReadlaterError):
    """No article, category or file answers to that name."""


class AmbiguousError(ReadlaterError):
    """A prefix of an ID fits several articles."""


class PageError(ReadlaterError):
    """A page can't be read: empty, damaged, too large, or of no known form."""


class FetchError(PageError):
    """A page can't be fetched; ``passing``: it may be had at another time, so that its address is worth keeping."""

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing


class LibraryError(ReadlaterError):
    """The library can't be opened, read or written."""


class LibraryBusyError(LibraryError):
    """Another program held the library's write lock for longer than the time-out."""


class InterruptedQueryError(LibraryError):
    """The query was interrupted because a newer one took its place."""


class ForeignLibraryError(LibraryError):
    """The file is not a readlater library, or it is damaged; it was left as it is."""


class NewerLibraryError(LibraryError):
    """The library was written by a newer readlater; it was left as it is."""
