"""Which files may hold a door, told from their bytes: most of a large platform holds none, and need not be read to say so.

What makes a routine a door is for `handlers` to say. Each way there leaves something in the text of the file that is looked for here (a
name that a registration, a decorator, a parameter or a method has, an ending of a class's name), or in another file, which `routes` reads.
A file in whose language that is not known may always hold one.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from golint.catalog.language_tables import RouteFile
from golint.catalog.languages import Language
from golint.lazily import compiled
from golint.traces.heritage import Heritage
from golint.traces.scripts import may_run
from golint.traces.signs import WORD, Signs, Text, named, signs_of
from golint.traces.spellings import Spelling, compiled_once, either

if TYPE_CHECKING:
    from golint.project import Project

VIEW_ENDINGS = ("View", "ViewSet", "Resource")
"""Classes whose names end so answer requests by their methods, whoever made them."""

LISTED = "endpoints"
"""An object may name routes of its own under this word, and no call registers them then."""

WAITING = "Promise"
"""Its `all` waits for what it is handed, which answers nothing."""

_DEFAULT = compiled(rb"\bexport\s+default\b|\bexports\b|\bas\s+default\b|\bdefault\s*=")


class Doors:
    """Answers for the files of one language, by its tables."""

    def __init__(self, language: Language, spelling: Spelling) -> None:
        self._language = language
        self._bases = spelling.bases
        self._registering = Signs(signs_of(language.roles, ["route.table"], partial(_registered, spelling)))
        self._own = Signs(
            (
                *named(language.request_names, spelling.parameter),
                *signs_of(language.roles, ["route.register"], spelling.decorator),
                *signs_of(language.roles, ["request.body.raw"] if language.ambient else [], spelling.call),
            )
        )
        self._cloud = tuple(spelling.parameter(name.encode()) for name in language.cloud_parameters[:1])
        self._clouded = tuple(name.encode() for name in language.cloud_parameters)
        self._types = tuple(frozenset(WORD.findall(name.encode())) for name in language.door_types)
        self._any_method = "*" in language.handler_methods
        self._methods = Signs(named(language.handler_methods - {"*"}, spelling.method))
        self._method = spelling.method(b"*")
        self._overriding = spelling.overriding
        last = (name.rpartition(".")[2] for name in language.handler_bases)
        self._views = re.compile(rb"%b|\w*(?:%b)" % (either(last), either(VIEW_ENDINGS)))
        self._controllers = re.compile(rb"\w*(?:%b)" % either(language.controller_endings))

    def may_stand_in(self, path: str, text: Text, project: Project) -> bool:
        """Whether a routine of a file may be a door by what the file says of itself."""
        if self._language.door_types:
            return any(all(word in text.data for word in words) for words in self._types)
        return (
            any(_gives_out(files, path, text.data) for files in self._language.route_files)
            or self._own.stand_in(text)
            or self._registering.stand_in(text)
            or self._may_run_in_cloud(text)
            or compiled_once(self._overriding).search(text.data) is not None
            or (self._may_define_method(text) and self._inherits(self._views, text.data, project))
            or (bool(self._language.controller_endings) and self._inherits(self._controllers, text.data, project, itself=True))
            or (self._language.scripts and may_run(text.data))
        )

    def may_register(self, text: Text) -> bool:
        """Whether a call of a file may register a route, or an object name one."""
        return self._registering.stand_in(text) or LISTED.encode() in text.data

    def _may_run_in_cloud(self, text: Text) -> bool:
        """Whether a file may hold a function that a cloud runs; the second parameter may be called as one that nobody needs."""
        if not self._cloud or not all(name in text.data for name in self._clouded):
            return False
        return compiled_once(self._cloud[0]).search(text.data) is not None

    def _may_define_method(self, text: Text) -> bool:
        """Whether a file may define a method that answers, if its class does."""
        if self._any_method:
            return compiled_once(self._method).search(text.data) is not None
        return self._methods.stand_in(text)

    def _inherits(self, fits: re.Pattern[bytes], data: bytes, project: Project, *, itself: bool = False) -> bool:
        """Whether a class of a file may inherit from one whose name fits, or with `itself` may be one."""
        return not self._bases or project.derived(Heritage, self._bases, fits).reaches(data, itself=itself)


def _registered(spelling: Spelling, name: bytes) -> bytes:
    """A call of a name that may register a route."""
    return (rb"(?<!\b%b\.)" % WAITING.encode() if name == b"all" else b"") + spelling.registration(name)


def _gives_out(files: RouteFile, path: str, data: bytes) -> bool:
    """Whether a file in such a place may give out what is asked for there."""
    if not files.path.search(path):
        return False
    if any(name.encode() in data for name in files.takes):
        return True
    return any(all(_may_export(step, data) for step in export.split(".")) for export in files.exports)


def _may_export(step: str, data: bytes) -> bool:
    """Whether a file may give out something under a name, or under one that begins as a pattern does."""
    fixed = re.split(r"[*?\[]", step)[0].encode()
    return _DEFAULT.search(data) is not None if step == "default" else fixed in data
