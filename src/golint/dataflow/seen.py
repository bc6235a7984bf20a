"""What a program's questions need to know of the file that it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from golint.catalog import Catalog
from golint.catalog.providers import Provider
from golint.facts import Program
from golint.model import Side
from golint.project import Project
from golint.sources import SourceFile

if TYPE_CHECKING:
    from golint.dataflow import Flow


class Seen(Protocol):
    """One file of a shop as checks see it."""

    source: SourceFile
    catalog: Catalog
    project: Project
    language: str

    @property
    def side(self) -> Side:
        """Who receives the file."""

    @property
    def caseless(self) -> bytes:
        """The bytes in lower case."""

    @property
    def mentions(self) -> Mapping[str, int]:
        """How often the text speaks of each provider, by id; those that it does not speak of are left out."""

    @property
    def candidates(self) -> tuple[Provider, ...]:
        """The providers of whom the text or the path may speak."""

    @property
    def program(self) -> Program | None:
        """The facts, where the file is a program."""

    @property
    def flow(self) -> Flow:
        """The questions that a check may ask of it."""

    def sibling(self, path: str) -> Seen | None:
        """Another file of the shop; None where there is none."""

    def forget(self) -> None:
        """Gives back what costs memory and can be made again."""
