"""Measures the golint command as its users meet it, and writes a table.

Usage: bench.py GOLINT OUTPUT [REPOSITORY]. Each case runs in a process of its own, several times; the table holds medians. Memory is the
largest process's peak, worker processes counted one by one. Nothing here is asserted: numbers belong to a machine.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

VIEW = '''
import requests
from django.http import HttpResponse


def charge_{n}(request):
    """Charges an order."""
    order = request.POST["order"]
    answer = requests.post("https://api.stripe.com/v1/payment_intents", data={{"amount": 100 + {n}}}, timeout=10)
    return HttpResponse(f"{{order}}: {{answer.status_code}}")
'''


@dataclass(frozen=True, slots=True)
class Case:
    """A command line, and how often it is run."""

    name: str
    arguments: tuple[str, ...]
    runs: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds on the clock, seconds of processor, peak memory in MiB of the largest process."""

    wall: float
    processor: float
    peak: float


def cases(folder: Path, repository: str) -> Iterator[Case]:
    """The cases, their files laid out below `folder`."""
    clean, ten = folder / "clean", folder / "ten"
    clean.mkdir()
    ten.mkdir()
    (clean / "views.py").write_text("def index(request):\n    return None\n", "utf-8")
    for number in range(10):
        (ten / f"views_{number}.py").write_text("".join(VIEW.format(n=n) for n in range(number * 20, number * 20 + 20)), "utf-8")
    yield Case("`golint --version`", ("--version",), 9)
    yield Case("one clean file", ("check", str(clean / "views.py")), 9)
    yield Case(f"ten Python files ({_kib(ten)} KiB)", ("check", str(ten)), 5)
    if repository:
        yield Case(f"the repository {Path(repository).name}", ("check", repository), 3)


def _kib(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir()) // 1024


def measure(command: Sequence[str]) -> Sample:
    """Run a command once, in a helper process whose only child it is."""
    script = (
        "import resource,subprocess,sys,time;a=time.perf_counter();"
        "subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);b=time.perf_counter();"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN);print(b-a,u.ru_utime+u.ru_stime,u.ru_maxrss)"
    )
    said = subprocess.run([sys.executable, "-c", script, *command], check=True, capture_output=True, text=True).stdout.split()
    wall, processor, peak = map(float, said)
    return Sample(wall, processor, peak / (1024 * 1024 if sys.platform == "darwin" else 1024))


def table(golint: str, folder: Path, repository: str) -> Iterator[str]:
    """The lines of the report."""
    said = subprocess.run([golint, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    yield f"{said}, Python {platform.python_version()}, {machine}, {time.strftime('%Y-%m-%d')}."
    yield ""
    yield "| what | runs | wall (median) | wall (best) | processor | peak memory |"
    yield "|---|---:|---:|---:|---:|---:|"
    for case in cases(folder, repository):
        samples = [measure([golint, *case.arguments]) for _ in range(case.runs)]
        wall = statistics.median(sample.wall for sample in samples)
        best = min(sample.wall for sample in samples)
        processor = statistics.median(sample.processor for sample in samples)
        peak = statistics.median(sample.peak for sample in samples)
        yield f"| {case.name} | {case.runs} | {wall:.3f} s | {best:.3f} s | {processor:.3f} s | {peak:.0f} MiB |"


def main(arguments: Sequence[str]) -> int:
    """Measure everything, print the report and keep it."""
    golint, output, *repository = arguments
    with tempfile.TemporaryDirectory() as folder:
        lines = "\n".join(table(golint, Path(folder), repository[0] if repository else "")) + "\n"
    Path(output).write_text(lines, "utf-8")
    print(lines, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
