"""A made repository with a past: files arrive and change commit by commit, and now and then a key is committed and taken out again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench import tree
from golint.catalog import Catalog, grow

START = 1_700_000_000  # seconds: the day of the first commit
HOUR = 3600
CHANGED = 3  # older files that each commit changes
LEAK = 25  # commits from one that brings a key to the next; the commit after it takes the key out
LEAKED = ("stripe.secret.live", "xendit.secret.live", "paymongo.secret.live")


def lay_out(folder: Path, size: int, commits: int, catalog: Catalog) -> None:
    """Make a git repository of files that hold `size` bytes, and check its newest commit out."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    git = ("git", "-c", "core.autocrlf=false", "-c", "gc.auto=0", "-C", str(folder))
    folder.mkdir(parents=True)
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], env=environment, check=True)
    with subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE, env=environment) as importing:
        assert importing.stdin is not None
        for piece in stream(size, commits, catalog):
            importing.stdin.write(piece)
    if importing.returncode:
        raise RuntimeError(f"git fast-import failed in {folder}")
    subprocess.run([*git, "reset", "--quiet", "--hard"], env=environment, check=True)


def stream(size: int, commits: int, catalog: Catalog) -> Iterator[bytes]:
    """The commits, in the language of `git fast-import`."""
    random = Random(tree.SEED)
    made = list(tree.files(size))
    step = max(1, len(made) // commits)
    for number in range(commits):
        new = made[number * step :] if number == commits - 1 else made[number * step : (number + 1) * step]
        old = random.sample(made[: number * step], CHANGED) if number * step > CHANGED else []
        yield _commit(number)
        yield from (_file(one.path, one.data) for one in new)
        yield from (_file(one.path, one.data + _changes(one.kind, number)) for one in old if one.kind in ("py", "rb", "yaml"))
        yield from _leak(number, catalog)


def _commit(number: int) -> bytes:
    who = f"Shop <shop@shop.example> {START + number * HOUR} +0000"
    message = f"Change {number}"
    return f"commit refs/heads/main\ncommitter {who}\ndata {len(message)}\n{message}\n".encode()


def _file(path: str, data: bytes) -> bytes:
    return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


def _changes(kind: str, number: int) -> bytes:
    return f"\n# changed in {number}\n".encode() if kind != "yaml" else f"\nchanged: {number}\n".encode()


def _leak(number: int, catalog: Catalog) -> Iterator[bytes]:
    """A key, grown as it is committed: none stands in this file."""
    if number % LEAK == 1:
        name = LEAKED[number // LEAK % len(LEAKED)]
        yield _file("deploy/settings.env", grow.fill(f"PAYMENT_SECRET_KEY={{{{{name}}}}}\n", catalog, seed=number).encode())
    if number % LEAK == 2:
        yield _file("deploy/settings.env", b"PAYMENT_SECRET_KEY=\n")
