"""Lays out the example shops with fake keys in place of their markers.

Usage: examples.py SOURCE TARGET. The stored shops hold markers such as `{{paymongo.secret.live}}`, so that no scanner ever finds a key in
the tree; the copies hold keys grown from the provider's pack, which fit its format and open nothing. Each copy becomes a git repository of
its own with everything added: whether a file of secrets is tracked is one of golint's questions. Without git it stays a plain folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from golint import catalog
from golint.catalog import Catalog, grow


def lay_out(source: Path, target: Path, known: Catalog) -> int:
    """Copy every file below `source` to `target`, markers filled, and return how many there were."""
    shutil.rmtree(target, ignore_errors=True)
    files = [path for path in sorted(source.rglob("*")) if path.is_file()]
    for path in files:
        name = path.relative_to(source)
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(_filled(path, known))
    _track(target)
    return len(files)


def _track(target: Path) -> None:
    """Make a git repository of it, whatever the settings of the user and of a hook that this may run in."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    if shutil.which("git"):
        for command in (("init", "--quiet"), ("add", "--all")):
            settings = ("-c", "core.autocrlf=false", "-c", "core.excludesFile=", "-c", "init.defaultBranch=main")
            subprocess.run(["git", *settings, *command], cwd=target, env=environment, check=True)


def _filled(path: Path, known: Catalog) -> bytes:
    data = path.read_bytes()
    try:
        return grow.fill(data.decode(), known, path=path.as_posix()).encode()
    except UnicodeDecodeError:  # an image or the like holds no marker
        return data


def main(arguments: Sequence[str]) -> int:
    """Lay out each example."""
    source, target = map(Path, arguments)
    known = catalog.load()
    for example in sorted(path for path in source.iterdir() if path.is_dir()):
        print(f"{target / example.name}: {lay_out(example, target / example.name, known)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
