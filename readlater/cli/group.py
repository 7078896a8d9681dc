"""The command ``readlater``: its options, its commands (each imported only when it is called), its errors."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from readlater import __version__
from readlater.errors import ReadlaterError

COMMANDS = {
    "import": "importing:import_command",
    "add": "adding:add_command",
    "list": "listing:list_command",
    "search": "listing:search_command",
    "searches": "searches:searches_command",
    "show": "showing:show_command",
    "similar": "relating:similar_command",
    "next": "relating:next_command",
    "highlights": "highlights:highlights_command",
    "keywords": "words:keywords_command",
    "summary": "words:summary_command",
    "extract": "extracting:extract_command",
    "refresh": "refreshing:refresh_command",
    "edit": "editing:edit_command",
    "tag": "editing:tag_command",
    "category": "editing:category_command",
    "suggest": "suggesting:suggest_command",
    "archive": "marking:archive_command",
    "favourite": "marking:favourite_command",
    "mark": "marking:mark_command",
    "snooze": "snoozing:snooze_command",
    "delete": "marking:delete_command",
    "restore": "marking:restore_command",
    "duplicates": "copies:duplicates_command",
    "merge": "copies:merge_command",
    "undo": "history:undo_command",
    "redo": "history:redo_command",
    "stats": "counting:stats_command",
    "doctor": "upkeep:doctor_command",
    "serve": "serve:serve_command",
    "config": "settings:config_command",
    "demo": "demo:demo_command",
}
"""Command → module of this package and the command in it."""

COMPLETION = "_READLATER_COMPLETE"
"""The variable with which a shell asks for completions."""

INTERRUPTED = 130
"""Exit code of a program that was stopped by Ctrl-C: 128 and the number of SIGINT."""
BROKEN_PIPE = 141
"""Exit code when the reader of our output went away: 128 and the number of SIGPIPE."""

_BEFORE = ("--library", "--config-dir")
"""The options that go before a command."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, and whose errors are one line each."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(f"readlater.cli.{module}"), name)
        assert isinstance(command, click.Command)
        if COMPLETION in os.environ:
            from readlater.cli.completing import equip

            equip(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Like click's, but an unknown command names the nearest known one."""
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            import difflib

            near = difflib.get_close_matches(name, COMMANDS, 1)
            hint = f"did you mean '{near[0]}'?" if near else "'readlater --help' lists them"
            raise click.UsageError(f"there is no command '{name}'; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs the command and ends the process with its exit code, every error told in one line.

        With ``standalone_mode=False`` it returns what the command returns, and errors are raised to the caller.
        """
        prog_name = prog_name or "readlater"
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        arguments = list(sys.argv[1:] if args is None else args)

        def work() -> None:
            self._main_shell_completion(extra, prog_name, complete_var)
            with self.make_context(prog_name, arguments, **extra) as context:
                gc.enable()
                self.invoke(context)
            sys.stdout.flush()

        return end_with(work)


def end_with(work: Callable[[], object]) -> NoReturn:
    """Does the work and ends the process with its exit code, every error told in one line."""
    _open_closed_streams()
    _encode_anything()
    code = 0
    try:
        work()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except BrokenPipeError:
        code = BROKEN_PIPE
    except (KeyboardInterrupt, click.Abort) as stop:
        _fail("stopped", 128 + getattr(stop, "signal", INTERRUPTED - 128))
    except Exception as error:
        _fail(*explain(error))
    _leave(code)


def explain(error: Exception) -> tuple[str, int]:
    """The line that tells a person what went wrong, and the exit code.

    With ``READLATER_DEBUG`` set the traceback is printed first.
    """
    if os.environ.get("READLATER_DEBUG"):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, ReadlaterError):
        return str(error), error.exit_code
    if isinstance(error, click.ClickException):
        return _usage_line(error), error.exit_code
    if isinstance(error, OSError) and error.strerror:
        name = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        return f"{name}{error.strerror}", 1
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return f"this is a bug in readlater: {text} (READLATER_DEBUG=1 shows where)", 1


def _usage_line(error: click.ClickException) -> str:
    """The message of click as one line that says where the help is."""
    message = " ".join(error.format_message().split()).rstrip(".")
    context = getattr(error, "ctx", None)
    if not isinstance(error, click.UsageError) or context is None or "; " in message:
        return message
    if isinstance(error, click.NoSuchOption) and error.option_name in _BEFORE and context.parent:
        name = error.option_name
        return f"{name} goes before the command: readlater {name} DIR " + (context.info_name or "")
    return f"{message[:1].lower()}{message[1:]}; '{context.command_path} --help' says what is possible"


def _open_closed_streams() -> None:
    """Gives the standard streams that were closed by our caller (``>&-``) a place that takes and says nothing."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def _encode_anything() -> None:
    """Lets output with characters that the terminal's encoding lacks be shown escaped, not end in an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _fail(message: str, code: int) -> NoReturn:
    """Prints the line and leaves; the names of files and arguments in it may hold anything."""
    from readlater.language.safe import safe_line

    line = safe_line(message)
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    with contextlib.suppress(OSError):
        print(f"readlater: {line}", file=sys.stderr, flush=True)
    _leave(code)


def _leave(code: int) -> NoReturn:
    """Ends the process; what a closed pipe did not take is thrown away instead of complained about."""
    try:
        sys.stdout.flush()
    except OSError:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (OSError, ValueError):
            sys.stdout = None
    sys.exit(code)


@click.group(
    "readlater",
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="ID is the UUID of an article or any unique prefix of it. 'readlater COMMAND --help' says more.",
)
@click.option(
    "--library",
    "folder",
    metavar="DIR",
    help="The folder of the library (or READLATER_LIBRARY; the default is in your data folder).",
)
@click.option(
    "--config-dir",
    "config_folder",
    metavar="DIR",
    help="The folder of config.toml and themes (or READLATER_CONFIG_DIR).",
)
@click.option("--keys", is_flag=True, help="Prints the keys of the screen as they are configured.")
@click.option("--json", "as_json", is_flag=True, help="With --keys: as JSON.")
@click.version_option(__version__, prog_name="readlater", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, folder: str | None, config_folder: str | None, keys: bool, as_json: bool) -> None:
    """Every page you meant to read, in a library that is yours, read in the terminal.

    Without a command it opens the library on the screen.
    """
    from readlater.cli.session import Session

    session = context.obj = Session(folder, config_folder)
    context.call_on_close(session.close)
    if keys or as_json:
        if context.invoked_subcommand is not None or not keys:
            raise click.UsageError(
                f"{'--keys' if keys else '--json'} goes {'without' if keys else 'after'} a command", context
            )
        from readlater.cli.settings import print_keys

        print_keys(session, as_json)
        return
    if context.invoked_subcommand is None:
        from readlater.cli.screen import open_screen

        open_screen(session)
