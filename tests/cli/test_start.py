"""What the start costs: `list --json` imports nothing that it does not need."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from statistics import median

from tests.cli.running import ROOT, Cli

HEAVY = {
    *("lxml", "readability", "sqlite_utils", "Stemmer", "stopwordsiso", "yaml", "markdown_it", "charset_normalizer"),
    *("textual", "rich", "multiprocessing", "asyncio", "difflib", "tomllib", "platformdirs", "concurrent"),
}


def modules(cli: Cli, *arguments: str) -> set[str]:
    script = (
        "import sys\nfrom readlater.cli import main\n"
        f"main({['--library', str(cli.library), *arguments]!r}, standalone_mode=False)\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_listing_imports_nothing_heavy(filled: Cli) -> None:
    # The place of the configuration is the platform's to know; naming it spares asking.
    assert not modules(filled, "list", "--json") & (HEAVY - {"platformdirs"})


def test_listing_for_people_in_a_pipe_imports_no_rich(filled: Cli) -> None:
    assert not modules(filled, "list") & (HEAVY - {"platformdirs"})


def cpu_seconds(*command: str) -> float:
    """Processor time of a command, the median of several."""
    found = []
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL, check=True, env=os.environ)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(found)


def test_listing_costs_little_more_than_its_baseline(filled: Cli) -> None:
    # The budget is twice the baseline; the benchmarks measure that. This one finds a careless import on any machine.
    listing = cpu_seconds("-m", "readlater", "--library", str(filled.library), "list", "--json")
    assert listing <= 3.5 * cpu_seconds("-c", "import click, sqlite3")
