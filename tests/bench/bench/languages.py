"""Measures how fast each language is read and checked, in one process: kilobytes of source for a second of processor time.

The source is the sound webhook handler of tests/dataflow/dialects in every framework and way of writing it.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

from dialects import HELPERS, Dialect, Shape, written
from dialects.csharp import CSharp
from dialects.golang import Go
from dialects.java import Java
from dialects.javascript import JavaScript
from dialects.php import Php
from dialects.python import Python
from dialects.ruby import Ruby

from golint import catalog
from golint.catalog import Catalog
from golint.context import language_of
from golint.engine.files import check_file
from golint.frontends import lower
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

DIALECTS: Mapping[str, Dialect] = {
    "Python": Python(), "JavaScript": JavaScript(), "PHP": Php(), "Ruby": Ruby(), "Go": Go(), "Java": Java(), "C#": CSharp(),
}  # fmt: skip
RUNS = 5


def projects(dialect: Dialect) -> Iterator[dict[str, bytes]]:
    """Small repositories: each framework, each place of the check, the order saved here or elsewhere."""
    for framework, helper, acting in product(dialect.frameworks, HELPERS, ("", "other file")):
        shape = Shape(framework, ("raw", "sent", "mine"), (0, 1, 2), helper, acting)
        yield {path: text.encode() for path, text in written(dialect, shape, "sound").items()}


def seconds(work: Callable[[], None]) -> float:
    """The median processor time of some runs, the first of which pays for what the others find ready."""
    work()
    taken: list[float] = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def table(known: Catalog) -> Iterator[str]:
    """The lines of the report."""
    yield "| language | source | read | read and checked |"
    yield "|---|---:|---:|---:|"
    for name, dialect in DIALECTS.items():
        repositories = list(projects(dialect))
        size = sum(len(data) for files in repositories for data in files.values()) / 1024
        read, checked = seconds(lambda: _read(repositories)), seconds(lambda: _check(repositories, known))  # noqa: B023  # used at once
        yield f"| {name} | {size:.0f} KB | {size / read:.0f} KB/s | {size / checked:.0f} KB/s |"


def _read(repositories: Sequence[Mapping[str, bytes]]) -> None:
    for files in repositories:
        for path, data in files.items():
            lower(language_of(path, data), path, data)


def _check(repositories: Sequence[Mapping[str, bytes]], known: Catalog) -> None:
    rules = tuple(known.rules.values())
    for files in repositories:
        project = Project.of(files)
        for path, data in files.items():
            check_file(FileView(SourceFile(path, data), known, project), rules)


def main(build: Path) -> int:
    """Measure every language, print the report and keep it."""
    lines = "\n".join(table(catalog.load())) + "\n"
    (build / "bench-languages.md").write_text(lines, "utf-8")
    print(lines, end="")
    return 0
