"""What a check may see of one file. What costs something is made when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from golint.catalog import Catalog, words
from golint.catalog.providers import Provider
from golint.catalog.rules import Rule
from golint.context import is_of_site, language_of, place_of, side_in_site
from golint.context.builds import sources_of
from golint.facts import FileFacts, Program
from golint.frontends import CONFIRMED, PROGRAMS
from golint.lazily import compiled
from golint.model import Location, Secret, Side, Span, Stage
from golint.prefilter import Occurrences
from golint.project import Project
from golint.shelf import HEAD
from golint.sources import SourceFile
from golint.triggers import gate

if TYPE_CHECKING:
    from golint.dataflow import Flow

T = TypeVar("T")

_PRAGMA = compiled(rb"(?:allow|white)list(?=[ \t]+(?:nextline[ \t]+)?secret)", re.IGNORECASE)


class FileView:
    """One file, its place in the shop, and the knowledge to judge it by.

    `place` holds the side and the stage where the settings give them. `tracked` says whether git holds the file or would take it in: False
    where it is told to ignore it, None where there is no git to ask. `run_key` keys the digests of secrets and is drawn once per run;
    `known` are the SHA-1 digests (hexadecimal) of secrets that an imported detect-secrets baseline lists.
    """

    def __init__(
        self,
        source: SourceFile,
        catalog: Catalog,
        project: Project,
        *,
        place: tuple[Side | None, Stage | None] = (None, None),
        tracked: bool | None = None,
        run_key: bytes = b"",
        known: frozenset[str] = frozenset(),
    ) -> None:
        self.source = source
        self.catalog = catalog
        self.project = project
        is_output = any(written in project for written in sources_of(source.path, source.data))
        self.language = "" if is_output else language_of(source.path, source.data[:HEAD])
        self._place = place
        self.tracked = tracked
        self.run_key = run_key
        self.known = known
        self._own: dict[Callable[[FileView], Any], Any] = {}

    @cached_property
    def side(self) -> Side:
        """Who receives the file."""
        return self._place[0] or self.found_side

    @cached_property
    def found_side(self) -> Side:
        """Who receives it, whatever the settings say."""
        found, path, head = self._found_place[0], self.source.path, self.source.data[:HEAD]
        if found is not Side.CLIENT or path not in self.project or not is_of_site(path, self.language):
            return found
        from golint.linking.ecmascript import Specifiers

        package = self.project.derived(Specifiers).manifests.package(path.rpartition("/")[0])
        return side_in_site(path, head, self.language, package.dependencies)

    @cached_property
    def stage(self) -> Stage:
        """The environment that the file configures or runs in."""
        return self._place[1] or self._found_place[1]

    @cached_property
    def _found_place(self) -> tuple[Side, Stage]:
        return place_of(self.source.path, self.source.data[:HEAD], self.language or None)

    @cached_property
    def caseless(self) -> bytes:
        """The bytes in lower case."""
        return self.source.data.lower()

    @cached_property
    def present(self) -> Occurrences:
        """The words that occur in the file, of those that golint goes by."""
        path = self.source.path.lower().encode("utf-8", "surrogateescape")
        return gate(self.catalog).lexicon.look(self.caseless, path)

    def holds(self, words: frozenset[bytes]) -> bool:
        """Whether the text holds any of these words, which are in lower case; for those that golint goes by this costs nothing."""
        return self.present.holds(words)

    def pulls(self, rule: Rule) -> bool:
        """Whether the file holds a word of each group that a rule goes by."""
        return gate(self.catalog).pulls(self.present, rule)

    @cached_property
    def mentions(self) -> Mapping[str, int]:
        """How often the text speaks of each provider, by id; those that it does not speak of are left out."""
        counted = {provider.id: words.mentions(provider, self.source.data, self.caseless) for provider in self.candidates}
        return {provider: count for provider, count in counted.items() if count}

    @cached_property
    def candidates(self) -> tuple[Provider, ...]:
        """The providers of whom the text or the path may speak, since it holds one of their words."""
        return tuple(one for one in self.catalog.providers.values() if self.present.holds_anywhere(one.naming))

    @cached_property
    def facts(self) -> FileFacts | None:
        """The file's facts; None where its language has no front-end."""
        if self.source.path in self.project:
            return self.project.facts(self.source.path)
        from golint.frontends import lower

        return lower(self.language, self.source.path, self.source.data)

    @cached_property
    def program(self) -> Program | None:
        """The facts, where the file is a program."""
        if self.language not in PROGRAMS:
            return None
        return self.facts if isinstance(self.facts, Program) else None

    @cached_property
    def secrets(self) -> tuple[Secret, ...]:
        """Every credential in the file, in the order of the file."""
        from golint.credentials import find

        return find(self)

    @cached_property
    def hidden(self) -> tuple[Secret, ...]:
        """The credentials that are never shown: also those that a pragma or an imported baseline lets pass."""
        data = _PRAGMA.sub(lambda match: b"x" * len(match[0]), self.source.data)
        if data == self.source.data and not self.known:
            return self.secrets
        return FileView(SourceFile(self.source.path, data), self.catalog, self.project).secrets

    def own(self, make: Callable[[FileView], T]) -> T:
        """What `make` tells of this very file, told once."""
        if make not in self._own:
            self._own[make] = make(self)
        found: T = self._own[make]
        return found

    @cached_property
    def flow(self) -> Flow:
        """The questions that may be asked of the file's program."""
        from golint.dataflow import Flow

        return Flow(self)

    @property
    def lowered(self) -> FileFacts | None:
        """The facts, if a check of this file has asked for them. That another file's check did is chance, and says nothing of this one."""
        if "facts" in self.__dict__ or "flow" not in self.__dict__ or not self.flow.has_read:
            return self.__dict__.get("facts")
        return self.flow.module.program

    def forget(self) -> None:
        """Let go of what was found out. It knows this view, so that the two would stay until the collector looks."""
        self.__dict__.pop("flow", None)
        self._own.clear()
        self.project.forget(wanted=self.stage is not Stage.TEST and self.language in PROGRAMS)

    def confirmed(self) -> FileView | None:
        """The file as the exact reader of its language sees it, where that is not what the checks of this view were told."""
        told = self.lowered
        if told is None or told.problem or self.language not in CONFIRMED:
            return None
        from golint.frontends import lower

        exact = lower(self.language, self.source.path, self.source.data, confirmed=True)
        if exact == told:
            return None
        project, place = self.project.reread(self.source.path, exact), (self.side, self.stage)
        found = FileView(self.source, self.catalog, project, place=place, tracked=self.tracked, run_key=self.run_key, known=self.known)
        found.facts = exact
        return found

    def location(self, span: Span) -> Location:
        """Where a span of this file stands, and the text of its first line; secrets are masked at their own width, so columns still fit."""
        region = self.source.region(span)
        line = self.source.line_span(region.start_line)
        return Location(self.source.path, span, region, masked(self.source, line, self.hidden))

    def sibling(self, path: str) -> FileView | None:
        """The view of another file of the project; None where there is no such file."""
        return self._of(path, self.project.seen_from(path)) if path in self.project else None

    def ask(self, path: str, name: str, question: Callable[[FileView], T]) -> T | None:
        """What a question, which goes by a name, finds out of a file of the project, its own one too. It is asked once for all, so what it
        finds must be small. None where there is no such file."""

        def asked(project: Project) -> T | None:
            view = self if path == self.source.path else self._of(path, project)
            return question(view) if view is not None else None

        return self.project.answer(path, name, asked)

    def _of(self, path: str, project: Project) -> FileView | None:
        data = project.read(path)
        return FileView(SourceFile(path, data), self.catalog, project, run_key=self.run_key, known=self.known) if data is not None else None


def masked(source: SourceFile, span: Span, secrets: Iterable[Secret]) -> str:
    """The text of a span, every secret in it masked: prefix and last four characters stay, stars fill the width between."""
    parts: list[str] = []
    at = span.start
    for secret in sorted(secrets, key=lambda secret: secret.span):
        start, end = max(secret.span.start, at), min(secret.span.end, span.end)
        if start < end:
            whole = secret.span in span and start == secret.span.start
            parts += [source.text(Span(at, start)), _stars(secret.masked if whole else "", len(source.text(Span(start, end))))]
            at = end
    return "".join((*parts, source.text(Span(at, span.end))))


def _stars(mask: str, width: int) -> str:
    shown = re.fullmatch(r"([^*…]*)[*…]+([^*…]*)", mask)
    head, tail = (shown[1], shown[2]) if shown else ("", "")
    hidden = width - len(head) - len(tail)
    return f"{head}{'*' * hidden}{tail}" if hidden > len(tail) else "*" * width
