"""Commands that take a query: ``-tag:work`` in it is a negation and no option."""

from __future__ import annotations

import re

import click

_NEGATED = re.compile(r"-(?:[^\W\d_]+(?:-[^\W\d_]+)?[:<>=]|[\"“(#])")
_MARK = "\0"


class QueryCommand(click.Command):
    """A command whose argument ``query`` may hold words that begin with a minus.

    A word that names a field, a quotation or a parenthesis is never an option; nor is one whose letters are none.
    Behind ``--`` everything is a query, as with any command.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Like click's, but what is negated is kept as it is."""
        end = args.index("--") if "--" in args else len(args)
        flags, valued = _letters(self.get_params(ctx))
        hidden = [_MARK + one if _is_negated(one, flags, valued) else one for one in args[:end]]
        rest = super().parse_args(ctx, [*hidden, *args[end:]])
        ctx.params["query"] = tuple(one.removeprefix(_MARK) for one in ctx.params.get("query") or ())
        return rest


def _letters(params: list[click.Parameter]) -> tuple[set[str], set[str]]:
    """The letters that are options by themselves, and those that a value may stand behind."""
    flags: set[str] = set()
    valued: set[str] = set()
    for param in params:
        is_flag = isinstance(param, click.Option) and (param.is_flag or param.count)
        (flags if is_flag else valued).update(name[1] for name in param.opts if re.fullmatch("-[^-]", name))
    return flags, valued


def _is_negated(argument: str, flags: set[str], valued: set[str]) -> bool:
    if _NEGATED.match(argument):
        return True
    if len(argument) < 2 or argument[0] != "-" or not argument[1].isalpha():
        return False
    return argument[1] not in valued and not flags.issuperset(argument[1:])
