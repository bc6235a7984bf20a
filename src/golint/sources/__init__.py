"""Files as bytes, and where a run gets them from."""

from __future__ import annotations

from golint.sources.file import SourceFile
from golint.sources.reading import Unread, printable, read
from golint.sources.tree import Tree, discover

__all__ = ["SourceFile", "Tree", "Unread", "discover", "printable", "read"]
