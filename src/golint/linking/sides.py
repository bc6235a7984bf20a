"""Where a chain of imports begins and where it ends: the modules that a client surely gets, and those that surely stay on the server."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from golint.context import directive_of, language_of, place_of, sure_side_of
from golint.lazily import compiled
from golint.linking.ecmascript import Specifiers
from golint.linking.paths import folder_of
from golint.linking.server_parts import is_split
from golint.model import Side, Stage

if TYPE_CHECKING:
    from golint.project import Project

_HEAD = 4096
_SCRIPTS = frozenset({"javascript", "typescript", "jsx", "tsx"})
_PARTLY_SCRIPTS = frozenset({"html", "vue", "svelte", "astro"})
_MARKUP = compiled(rb"</|/>")
_COMPONENT = compiled(rb"\bexport\s++default\b(?=.*?(?:</|/>))|(?:</|/>).*?\bexport\s++default\b", re.DOTALL)
_APP_PAGE = compiled(r"(?:^|/)(?:src/)?app/(?:.*/)?(?:page|layout)\.(?:[jt]sx?)$")
_PAGES = compiled(r"^(?:src/)?pages/(?!api/|_document\.)")
_AUTO_IMPORTED = compiled(r"^(?:app/|src/)?(?:composables|plugins|middleware)/(?!.*\.server\.)")
_BUNDLER = compiled(r"(?:^|/)(?:webpack|rspack)[\w.-]*\.[cm]?[jt]s$")
_ENTRY = compiled(rb"\bentry\s*+:\s*+(?P<block>[{\[][^}\]]{0,1000}|[\"'][^\"'\n]{1,200})")
_FOR_NODE = compiled(rb"""\btarget\s*+:\s*+["'](?:node|async-node|electron-main)""")
_TEXT = compiled(rb"""["'](?P<text>\.{0,2}/?[\w@./-]{2,200})""")


class Sides:
    """Answers for one project; what is unknown here, only its importers tell."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._specifiers = project.derived(Specifiers)
        self._known: dict[str, Side] = {}

    def of(self, path: str) -> Side:
        """The side of a module, as far as it can be told without its importers."""
        if path not in self._known:
            self._known[path] = self._of(path)
        return self._known[path]

    def may_stay(self, path: str) -> bool:
        """Whether a module that looks like a client's may stay on the server unless a client's module imports it: one of Next's App Router,
        or one that has the extension of components and is none."""
        head = (self._project.read(path) or b"")[:_HEAD]
        if directive_of(head) == "use client":
            return False
        return self._is_routed(path) or self._is_bare(path, head)

    def _is_routed(self, path: str) -> bool:
        folder = self._specifiers.manifests.package(folder_of(path)).folder
        return folder in self._app_routers and not _PAGES.match(path[len(folder) :].lstrip("/"))

    def _is_bare(self, path: str, head: bytes) -> bool:
        if not path.endswith((".jsx", ".tsx")) or _MARKUP.search(self._project.read(path) or b""):
            return False
        return sure_side_of(path, head, "typescript") is not Side.CLIENT

    def _of(self, path: str) -> Side:
        data = self._project.read(path) or b""
        head = data[:_HEAD]
        language = language_of(path, head)
        if path.endswith(".d.ts") or place_of(path, head, language)[1] in (Stage.TEST, Stage.DOCS):
            return Side.SERVER  # of no deployed page
        if language not in _SCRIPTS:
            return Side.CLIENT if language in _PARTLY_SCRIPTS else Side.UNKNOWN
        if is_split(path, data) and directive_of(head) == "":
            return Side.CLIENT if _COMPONENT.search(data) else Side.SERVER
        found = sure_side_of(path, head, language)
        if directive_of(head) == "use client" or found is Side.SERVER:
            return found
        if found is Side.CLIENT and self.may_stay(path):
            return Side.UNKNOWN
        return Side.CLIENT if self._is_entry(path) else found

    def _is_entry(self, path: str) -> bool:
        package = self._specifiers.manifests.package(folder_of(path))
        inner = path[len(package.folder) :].lstrip("/")
        if "next" in package.dependencies and _PAGES.match(inner):
            return True
        if package.dependencies & {"nuxt", "nuxt3", "nuxt-edge"} and _AUTO_IMPORTED.match(inner):
            return True
        return path in self._entries or any(
            self._specifiers.resolve(f"{package.folder}/x".lstrip("/"), _relative(b)) == path for b in package.browser
        )

    @cached_property
    def _app_routers(self) -> frozenset[str]:
        """The packages of Next that have an App Router."""
        package = self._specifiers.manifests.package
        found = (package(folder_of(path)) for path in self._project.paths if _APP_PAGE.search(path))
        return frozenset(one.folder for one in found if "next" in one.dependencies)

    @cached_property
    def _entries(self) -> frozenset[str]:
        """The files with which the project's bundlers begin."""
        found: set[str] = set()
        for path in self._project.paths:
            data = self._project.read(path) or b"" if _BUNDLER.search(path) else b""
            if _FOR_NODE.search(data):
                continue
            texts = (text["text"].decode() for block in _ENTRY.finditer(data) for text in _TEXT.finditer(block["block"]))
            found.update(filter(None, (self._specifiers.resolve(path, text) for text in texts if "/" in text)))
        return frozenset(found)


def _relative(target: str) -> str:
    return target if target.startswith(".") else f"./{target}"
