"""Files as bytes, and where a run gets them from."""

from __future__ import annotations

from typing import BinaryIO

from golint.settings import Settings
from golint.sources import tree
from golint.sources.file import SourceFile
from golint.sources.git import GitError
from golint.sources.reading import Files, Unread, printable, read
from golint.sources.tree import Tree

__all__ = ["Files", "GitError", "SourceFile", "Tree", "Unread", "discover", "printable", "read"]


def discover(settings: Settings, stdin: BinaryIO | None = None) -> Tree:
    """Find the files of a run: of the work tree, of the index, or none where the history alone is asked about. Raises GitError where the
    settings ask for what only git has, and it has not; whatever else does not exist or cannot be read is a notice."""
    if settings.staged:
        from golint.sources.staged import staged

        return staged(settings)
    if settings.history == "only":
        from golint.sources.history import archive

        return Tree(root=archive(settings).root, limit=settings.max_file_size)
    return tree.discover(settings, stdin)
