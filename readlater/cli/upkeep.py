"""``readlater doctor``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlater.cli.group import INTERRUPTED
from readlater.cli.output import line, note, plural, print_fields, print_json
from readlater.cli.session import Session, pass_session

if TYPE_CHECKING:
    from readlater.library import Library


@click.command("doctor", short_help="Checks the library and the installation.")
@click.option("--rebuild", is_flag=True, help="Make the search and similarity tables anew.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@pass_session
def doctor_command(session: Session, rebuild: bool, as_json: bool) -> None:
    """Checks that the library is sound: its files, its tables, the search index, the originals.

    Exit code 1 when something is wrong. Nothing is changed unless --rebuild is given, which makes what can be made from
    the articles anew: search, similar readings, keywords. It may be stopped at any time: then the old index stays.
    """
    config = session.config
    library = session.library_at_once()
    if rebuild:
        _rebuild(library, quiet=as_json)
    findings = library.check()
    counts = library.counts()
    sizes = _sizes(config.library)
    if as_json:
        versions = _versions()
        print_json(
            {
                "library": str(config.library),
                "articles": counts.total,
                "bytes": sizes,
                "versions": versions,
                "rebuilt": rebuild,
                "findings": findings,
            }
        )
    else:
        files = ", ".join(f"{name} {_megabytes(size)}" for name, size in sizes.items())
        print_fields(
            (
                ("Library", str(config.library)),
                ("Files", files),
                ("Articles", f"{counts.total:,}, and {counts.trashed:,} in the trash"),
                ("Versions", ", ".join(f"{name} {version}" for name, version in _versions().items())),
                ("Rebuilt", "search and similarity tables" if rebuild else ""),
            )
        )
        for finding in findings:
            line(f"! {finding}")
        if not findings:
            line("All is well.")
    if findings:
        note(f"{plural(len(findings), 'finding')}; 'readlater doctor --rebuild' mends what can be made anew")
        raise click.exceptions.Exit(1)


def _rebuild(library: Library, *, quiet: bool) -> None:
    """Makes the index anew, with a bar; Ctrl-C is told."""
    from readlater.cli.indexing import told

    try:
        with told(quiet=quiet) as progress:
            library.rebuild(progress)
    except KeyboardInterrupt:
        note("stopped: the index is as it was before")
        raise click.exceptions.Exit(INTERRUPTED) from None


def _sizes(folder: Path) -> dict[str, int]:
    """The files of the library and their bytes."""
    return {file.name: file.stat().st_size for file in sorted(folder.iterdir()) if file.is_file()}


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e5 else f"{size / 1e3:,.1f} kB"


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    from readlater import __version__

    found = {"readlater": __version__, "python": sys.version.split()[0]}
    for name in ("lxml", "readability-lxml", "sqlite-utils", "textual"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found
