"""Lays out the example shops with fake keys in place of their markers.

Usage: examples.py SOURCE TARGET. The stored shops hold markers such as `{{paymongo.secret.live}}`, so that no scanner ever finds a key in
the tree; the copies hold keys grown from the provider's pack, which fit its format and open nothing.
"""

from __future__ import annotations

import shutil
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
    return len(files)


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
