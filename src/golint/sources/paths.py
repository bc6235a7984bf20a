"""What was named on the command line, as paths below one root."""

# ruff: noqa: PTH112, PTH118, PTH120  # paths stay strings: a tree has thousands of them
from __future__ import annotations

import os
from collections.abc import Sequence

from msgspec import Struct

from golint.settings import Settings, repository_of
from golint.sources.git import GitError


def root_of(cwd: str, named: Sequence[str]) -> str:
    """The working directory if it holds all that is named, else the repository that does, else the nearest folder that does."""
    if all(is_below(path, cwd) for path in named):
        return cwd
    common = os.path.commonpath([path if os.path.isdir(path) else os.path.dirname(path) for path in named])
    return repository_of(common) or common


def absolute(path: str, cwd: str) -> str:
    """The path from the file system's root; symbolic links on the way are followed only if that leads below `cwd`."""
    plain = os.path.normpath(os.path.join(cwd, path))
    return plain if is_below(plain, cwd) or not is_below(os.path.realpath(plain), cwd) else os.path.realpath(plain)


def relative(path: str, root: str) -> str:
    """An absolute path from the root with `/`; "" for the root itself."""
    return "" if path == root else os.path.relpath(path, root).replace(os.sep, "/")


def is_below(path: str, folder: str) -> bool:
    """Whether a path is the folder or lies below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


class Ground(Struct, frozen=True):
    """The repository that a run asks git about.

    `root` is where the run's paths begin; `folder` where git is asked: the top of the repository, or the root where that lies deeper;
    `prefix` leads from the root to that folder, with `/` at its end. `named` are the paths that the user named, "" for everything.
    """

    root: str
    folder: str
    prefix: str
    named: tuple[str, ...]

    def is_named(self, path: str) -> bool:
        """Whether a path was named, or a folder that holds it."""
        return any(not one or path == one or path.startswith(f"{one}/") for one in self.named)


def ground(settings: Settings, option: str) -> Ground:
    """The repository that holds all that was named. Raises GitError where there is none; `option` is what needs one."""
    if "-" in settings.paths:
        raise GitError(f"{option} looks at a repository and not at the standard input; leave out -")
    named = [absolute(path, settings.cwd) for path in settings.paths]
    root = root_of(settings.cwd, named)
    tops = {_top(path) for path in named}
    top = tops.pop()
    if top is None or tops:
        where = next((path for path, one in zip(settings.paths, map(_top, named), strict=True) if one is None), "")
        problem = f"{where} lies in no git repository" if where else "the paths lie in several repositories"
        raise GitError(f"{option}: {problem}; name one repository, or run golint inside it")
    folder = root if is_below(root, top) else top
    prefix = relative(folder, root)
    return Ground(root, folder, f"{prefix}/" if prefix else "", tuple(relative(path, root) for path in named))


def _top(path: str) -> str | None:
    """The top of the repository that holds a path, whether or not there is anything at it."""
    return repository_of(path if os.path.isdir(path) else os.path.dirname(path))
