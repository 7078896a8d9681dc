"""``readlater config``."""

from __future__ import annotations

from typing import Any

import click

from readlater.cli.output import Column, line, print_json, print_json_array, print_table
from readlater.cli.session import Session, pass_session


@click.command("config", short_help="Shows the settings and where each comes from.")
@click.option("--path", "what", flag_value="path", help="Only the name of the configuration file.")
@click.option("--keys", "what", flag_value="keys", help="Every command of the screen with its keys.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@pass_session
def config_command(session: Session, what: str | None, as_json: bool) -> None:
    """Shows every setting, its value and where the value comes from: the file, the environment, or the default.

    The file (its name: --path) is TOML; it need not exist. Each setting can also be given as an environment variable:
    READLATER_ and its name in capitals, such as READLATER_WIDTH=80. The environment goes before the file.
    """
    if what == "path":
        path = str(session.config_path)
        print_json({"path": path}) if as_json else line(path)
    elif what == "keys":
        print_keys(session, as_json)
    else:
        _print_settings(session, as_json)


def _print_settings(session: Session, as_json: bool) -> None:
    from readlater.config import NAMES

    config = session.config
    values: dict[str, Any] = {name: getattr(config, name) for name in NAMES}
    values["library"] = str(config.library)
    if as_json:
        print_json({name: {"value": value, "from": config.origins[name]} for name, value in values.items()})
        return
    columns = (Column("SETTING", style="bold"), Column("VALUE", shrink=True), Column("FROM", style="dim", shrink=True))
    print_table(columns, [(name, _words(value), config.origins[name]) for name, value in values.items()])
    _check_keys(session)


def _check_keys(session: Session) -> None:
    """Raises ConfigError for what the screen would not start with."""
    if session.config.keys:
        from readlater.tui.keymap import Keymap

        Keymap(session.config.keys)


def _words(value: Any) -> str:
    """A value as it would stand in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{name} = {_words(part)}" for name, part in value.items()) or "(none)"
    if isinstance(value, tuple):
        return ", ".join(value) or "(none)"
    return str(value) if value != "" else '""'


def print_keys(session: Session, as_json: bool) -> None:
    """Prints the key table of the screen as it is configured: a preset, and the changes of ``[keys]``."""
    from readlater.tui.commands import COMMANDS
    from readlater.tui.keymap import Keymap

    keymap = Keymap(session.config.keys)
    if as_json:
        print_json_array(
            {
                "id": command.id,
                "title": command.title,
                "help": command.help,
                "keys": list(keymap.keys(command.id)),
                "default": list(command.keys),
                "where": [str(pane) for pane in command.where],
                "preset": keymap.preset,
            }
            for command in COMMANDS
        )
        return
    columns = (
        Column("COMMAND", style="cyan"),
        Column("KEYS", style="bold"),
        Column("WHERE", least=100),
        Column("DOES", shrink=True),
    )
    everywhere = max(len(command.where) for command in COMMANDS)
    print_table(
        columns,
        [
            (
                command.id,
                ", ".join(keymap.keys(command.id)),
                "everywhere" if len(command.where) == everywhere else ", ".join(map(str, command.where)),
                command.help,
            )
            for command in COMMANDS
        ],
    )
