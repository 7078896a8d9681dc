"""``readlater serve``: the screen in a web browser, on this machine."""

from __future__ import annotations

import sys

import click

from readlater.cli.output import line, note
from readlater.cli.session import Session, pass_session
from readlater.errors import ReadlaterError, UsageError


@click.command("serve", short_help="Opens the library on the screen of a web browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen at; 0: any that is free.",
)
@click.option("--open", "open_", is_flag=True, help="Also open the web browser.")
@pass_session
def serve_command(session: Session, host: str, port: int, open_: bool) -> None:
    """Serves the screen to a web browser until Ctrl-C.

    Only the address that is printed lets a browser in: it holds a secret, new at every start. Who knows it can do all
    that you can do here. Without --host only programs on this machine can connect; with it what goes over the network
    is not encrypted: to read from another machine, rather forward the port with ssh -L.
    """
    if sys.platform == "win32":
        raise UsageError("serving to a browser does not work on Windows")
    try:
        from readlater.cli.serving import Place, is_loopback, serve
    except ModuleNotFoundError as error:
        raise ReadlaterError(
            f"serving to a browser needs {error.name or 'textual-serve'}, which is not installed: "
            "pip install 'readlater[serve]'"
        ) from error
    # First, so that a mistake in the configuration or the library is told here and not in the browser.
    session.library_at_once(create=True)
    # -P: no module from the folder in which this was started.
    command = [sys.executable, "-P", "-m", "readlater", *session.repeated]
    session.close()

    def told(place: Place) -> None:
        line(f"readlater is at {place.url}")
        note("Ctrl-C ends it")
        if not is_loopback(host):
            note("warning: what goes over the network is not encrypted; anyone who reads this address there is let in")
        if open_:
            _open(place.url)

    serve(command, host, port, told)


def _open(url: str) -> None:
    import webbrowser

    try:
        opened = type(webbrowser.get()) is not webbrowser.GenericBrowser and webbrowser.open(url)
    except webbrowser.Error:
        opened = False
    if not opened:
        note("no web browser could be opened: open the address above yourself")
