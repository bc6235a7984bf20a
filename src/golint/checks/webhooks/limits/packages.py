"""Packages that other people's shops install: a library or a plugin, which cannot say what stands in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.view import FileView

# Files that describe what lies beside and below them, and what in them says that it is given to others.
MANIFESTS = {
    "composer.json": compiled(rb'"type"\s*:\s*"(?!project")[\w-]+"'),
    "package.json": compiled(rb'"(?:peerDependencies|publishConfig)"\s*:'),
    "pyproject.toml": compiled(rb"(?m)^\s*classifiers\s*=|Framework ::"),
    "setup.py": compiled(rb"\bclassifiers\b|\bpackages\s*=|py_modules"),
    "setup.cfg": compiled(rb"(?m)^classifiers\b|^\[options\]"),
    "__manifest__.py": compiled(rb"['\"]depends['\"]"),
    "plugin.json": compiled(rb'"SupportedVersions"'),
    "module.xml": compiled(rb"<module\b"),
}
HEADER = b"Plugin Name:"
"""What the main file of a plugin of WordPress says of itself."""


def is_package(view: FileView) -> bool:
    """Whether a file is part of such a package, by the manifests beside it and above it."""
    folders = set(PurePosixPath(view.source.path).parents)
    return any(pattern.search(view.project.read(path) or b"") for path, pattern in _manifests(folders)) or any(
        PurePosixPath(path).parent in folders for path in _marked(view)
    )


def _manifests(folders: set[PurePosixPath]) -> Iterator[tuple[str, re.Pattern[bytes]]]:
    for folder in folders:
        yield from (((folder / name).as_posix(), pattern) for name, pattern in MANIFESTS.items())


def _marked(view: FileView) -> Iterator[str]:
    """The files that by their name, or by their first lines, make the folder that they lie in a package."""
    if view.source.path.endswith(".rb"):
        yield from view.project.ending((".gemspec",))
    elif view.source.path.endswith(".php"):
        yield from view.project.mentioning(HEADER, (".php",))
