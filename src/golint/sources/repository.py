"""What git says of a repository as a whole: its name, its commit, and when some of its files last changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import PurePath

from msgspec import Struct

from golint.lazily import compiled
from golint.settings import repository_of
from golint.sources import git

_REMOTE = compiled(r"(?:[a-z+]+://)?(?:[^@/]*@)?(?P<host>[^/:]+)(?::\d+)?[/:](?P<path>.+?)(?:\.git)?/?$")


class Head(Struct, frozen=True):
    """The state of a work tree. `name` is that of the remote without any credential in it, else of the folder; `commit` is "" and `dirty`
    None where git has no answer."""

    name: str
    commit: str = ""
    dirty: bool | None = None


def head(root: str) -> Head:
    """The state of the work tree that a folder belongs to."""
    commit = _ask(root, "rev-parse", "HEAD") if _may_be_held(root) else ""
    if not commit:
        return Head(PurePath(root).name)
    remote = _REMOTE.fullmatch(_ask(root, "config", "--get", "remote.origin.url"))
    top = PurePath(_ask(root, "rev-parse", "--show-toplevel") or root).name
    changed = _ask(root, *git.filterless(root), "status", "--porcelain", "--untracked-files=no", "--ignore-submodules")
    return Head(remote["path"] if remote else top, commit, bool(changed))


def last_change(root: str, paths: Sequence[str]) -> int | None:
    """When the last commit changed any of the files, in seconds since 1970; None where git does not know."""
    answer = _ask(root, "log", "-1", "--format=%ct", "--", *paths) if paths and _may_be_held(root) else ""
    return int(answer) if answer.isdecimal() else None


def user(root: str) -> str:
    """The name that git signs commits with there; "" without one."""
    return _ask(root, "config", "--get", "user.name")


def _may_be_held(root: str) -> bool:
    """Whether there is a repository to ask about: above the folder, or the folder itself, as a bare one. Starting git takes longer."""
    real = os.path.realpath(root)
    return repository_of(real) is not None or os.path.lexists(f"{real}/HEAD")


def _ask(folder: str, *question: str) -> str:
    command = [*git.GIT, "-C", folder, *question]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=git.environment(), check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
