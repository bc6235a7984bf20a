"""The checked tree, as far as the content of another file is needed to judge one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from golint.facts import Document, FileFacts, Program
from golint.prefilter import Lexicon
from golint.shelf import Room, Shelf, Suffixes
from golint.trails import Note, Trails, digest_of, name_of

T = TypeVar("T")
Words = Mapping[tuple[bytes, Suffixes], tuple[str, ...]]
"""The files that hold a word, by the word and the suffixes that were asked about."""


def name_of_file(path: str) -> str:
    """The name under which the check of a file asks."""
    return f"file {path}"


class Project:
    """Files by their paths, which are relative to the checked root with `/`. What has been lowered or searched once is remembered.

    A project that is `watched` notes what is asked of it, and by whom. Whoever asks has a project of its own, all of which share what is
    remembered: the check of a file has it as `seen_from` that file, and what is `derived` for several files has one for itself. So what was
    read cannot be hidden by having been remembered, as long as nobody keeps what another one's project told.
    """

    def __init__(
        self, paths: Sequence[str], read: Callable[[str], bytes | None], *, watched: bool = False, room: Room | None = None
    ) -> None:
        self._shelf = Shelf(paths, read, Trails() if watched else None, room or Room())
        self._note: Callable[[str, Any], None] = _forget
        self._name = ""
        self._own: dict[Callable[[Project], Any], Any] = {}
        self.home = ""

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Project:
        """A project that is held in memory."""
        return cls(tuple(sorted(files)), files.get)

    # -- who asks --

    def seen_from(self, path: str) -> Project:
        """The project as the check of one file sees it, whose `home` that file is."""
        seen = self._shelf.seen
        known = seen.pop(path, None)
        found: Project = known or self._for(name_of_file(path), path)
        if known or self._name:  # what the check of one file asks of another one, the next check may ask as well
            seen[path] = found
            self._shelf.make_room()
        self._note("used", found._name)
        return found

    def let_go(self) -> None:
        """Forget what was built for this very project. It knows the project, so the two would stay until the collector looks."""
        self._own.clear()

    def own(self, make: Callable[[Project], T]) -> T:
        """What `make` builds from this very project, built once for it."""
        if make not in self._own:
            self._own[make] = make(self)
        found: T = self._own[make]
        return found

    def answer(self, path: str, name: str, ask: Callable[[Project], T]) -> T:
        """What `ask`, which goes by `name`, finds out of the project as it is seen from a file. It is found out once and kept for all, so
        it must be small."""
        key, answers = (name, path), self._shelf.answers
        if key not in answers:
            answers[key] = ask(self.seen_from(path))
        self._note("used", name_of_file(path))
        found: T = answers[key]
        return found

    def forget(self, *, wanted: bool = True) -> None:
        """Let go of what was built for this very project, unless it is kept for the next one who asks. The facts of a file that nobody else
        is likely to want go as well."""
        if self._shelf.seen.get(self.home) is not self:
            self.let_go()
        if not wanted:
            self._shelf.drop(self.home)

    def derived(self, make: Callable[..., T], *given: Any) -> T:
        """What `make` builds from a project and what it is `given`, built once for all: an index that several files ask. What it remembers
        must come from its own project alone. Whoever asks for it hangs on all that it has asked, but for what it was given another text."""
        key, name = (make, *given), " ".join(["shared", name_of(make), *(text for text in given if isinstance(text, str))])
        if key not in self._shelf.derived:
            self._shelf.derived[key] = make(self._for(name), *given)
        self._note("used", name)
        found: T = self._shelf.derived[key]
        return found

    def reread(self, path: str, facts: FileFacts | None) -> Project:
        """This project where a file is read otherwise."""
        found = self._for(self._name, self.home)
        found._shelf = self._shelf.but(path, facts)
        return found

    def _for(self, name: str, home: str = "") -> Project:
        """This project for somebody else."""
        found = Project.__new__(Project)
        found._shelf, found._name, found._own, found.home = self._shelf, name, {}, home
        found._note = _forget if self._shelf.trails is None else self._shelf.trails.of(name)
        return found

    # -- questions --

    @property
    def paths(self) -> Sequence[str]:
        """All files."""
        self._note("paths", ())
        return self._shelf.paths

    def __contains__(self, path: str) -> bool:
        self._note("known", path)
        return path in self._shelf.known

    def among(self, suffixes: Suffixes) -> Among:
        """Tells whether there is a file, where many are asked about and most have these suffixes."""
        return Among(self, suffixes)

    def ending(self, suffixes: Suffixes) -> Sequence[str]:
        """The files whose paths end so."""
        return self.named("", suffixes)

    def named(self, pattern: str, suffixes: Suffixes) -> Sequence[str]:
        """The files whose paths end so and fit a pattern."""
        self._note("paths", suffixes)
        key, named = (pattern, suffixes), self._shelf.named
        if key not in named:
            ending = (path for path in self._shelf.paths if path.endswith(suffixes))
            named[key] = tuple(path for path in ending if not pattern or re.search(pattern, path))
        return named[key]

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of the project; None for any other, and for one that cannot be read."""
        self._note_content(path)
        return self._shelf.data(path)

    def facts(self, path: str) -> FileFacts | None:
        """The facts of a file of the project; None where its language has no front-end."""
        self._note_content(path)
        return self._shelf.lowered(path)

    def program(self, path: str) -> Program | None:
        """The program in a file, None where there is none."""
        found = self.facts(path)
        return found if isinstance(found, Program) else None

    def kept(self, path: str, make: Callable[[str, Program], T]) -> T | None:
        """What `make`, the only one that is asked for so, builds from the program in a file alone; it is kept as long as that."""
        program, kept = self.program(path), self._shelf.kept
        if program is None:
            return None
        if path not in kept:
            kept[path] = make(path, program)
        found: T = kept[path]
        return found

    def document(self, path: str) -> Document | None:
        """The settings in a configuration file, None where it is no such file."""
        found = self.facts(path)
        return found if isinstance(found, Document) else None

    def mentioning(self, word: bytes, suffixes: Suffixes = ()) -> Sequence[str]:
        """The files, of these suffixes where given, that hold `word`, letter case aside."""
        key, mentions = (word.lower(), suffixes), self._shelf.mentions
        if key not in mentions:
            mentions[key] = self._shelf.index(suffixes).holding(word)
        self._note("word", key)
        return mentions[key]

    def holds(self, path: str, words: tuple[bytes, ...]) -> bool:
        """Whether a file of the project holds one of some words, which are in lower case; letter case aside."""
        self._note_content(path)
        key, holding = (path, words), self._shelf.holding
        if key not in holding:  # many files ask the same few
            lowered = (self._shelf.data(path) or b"").lower()
            holding[key] = any(word in lowered for word in words)
        return holding[key]

    def mentioned(self, words: Iterable[bytes], suffixes: Suffixes = ()) -> bool:
        """Whether any file, of these suffixes where given, holds one of some words."""
        return any(self._mentions(words, suffixes).values())

    def standing_together(self, groups: Iterable[frozenset[bytes]], suffixes: Suffixes) -> frozenset[frozenset[bytes]]:
        """The groups of words, in lower case, all of which one file of these suffixes holds."""
        asked = tuple(groups)
        mentions = self._mentions({word for group in asked for word in group}, suffixes)
        holding = ((group, [set(mentions[word]) for word in group]) for group in asked)
        return frozenset(group for group, paths in holding if not paths or set.intersection(*paths))

    def _mentions(self, words: Iterable[bytes], suffixes: Suffixes) -> Mapping[bytes, Sequence[str]]:
        """The files that hold each of some words, letter case aside. Those that nobody asked about yet are looked for in one reading."""
        asked, mentions = [word.lower() for word in words], self._shelf.mentions
        if len(fresh := sorted({word for word in asked if word and (word, suffixes) not in mentions})) > 1:
            lexicon = Lexicon(fresh)
            found = self._shelf.index(suffixes).holding_each(fresh, lambda lowered: lexicon.unmasked(lexicon.look(lowered).text))
            mentions.update({(word, suffixes): paths for word, paths in found.items()})
        return {word: self.mentioning(word, suffixes) for word in asked}

    def told(self, ask: Callable[[str, bytes], T], suffixes: Suffixes) -> Mapping[str, T]:
        """What a `trails.question` is answered with by each file of these suffixes; where that is nothing, the file is left out."""
        key, told = (name_of(ask), suffixes), self._shelf.told
        if key not in told:
            ending = (path for path in self._shelf.paths if path.endswith(suffixes))
            asked = ((path, ask(path, self._shelf.read(path) or b"")) for path in ending)
            told[key] = {path: answer for path, answer in asked if answer}
        self._note("told", key)
        return told[key]

    def _note_content(self, path: str) -> None:
        self._note("read" if path in self._shelf.known else "known", path)

    # -- what is known from before, and for later --

    def expect(self, words: Words) -> None:
        """Take in which files hold which words, where that is known, so that none is searched again."""
        self._shelf.mentions.update(words)

    def drain(self) -> Iterable[Note]:
        """What was noted and not given out yet; with a word stands what it was answered with, and so it does with what is told."""
        for name, kind, what in self._shelf.trails.drain() if self._shelf.trails else ():
            yield name, kind, what
            if kind in ("word", "told") and (kind, what) not in self._shelf.answered:
                self._shelf.answered.add((kind, what))
                yield "", kind, (what, self._answer(kind, what))

    def _answer(self, kind: str, what: Any) -> Any:
        if kind == "word":
            return self._shelf.mentions[what]
        return {path: digest_of(answer) for path, answer in self._shelf.told[what].items()}


class Among:
    """Tells whether there is a file. That one of the usual suffixes is asked about is noted for all of them at once."""

    def __init__(self, project: Project, suffixes: Suffixes) -> None:
        self._project = project
        self._suffixes = suffixes
        self._known = frozenset(project.ending(suffixes))

    def __contains__(self, path: str) -> bool:
        return path in self._known or (not path.endswith(self._suffixes) and path in self._project)


def _forget(_kind: str, _what: Any) -> None:
    """Notes nothing."""
