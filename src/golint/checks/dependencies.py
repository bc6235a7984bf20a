"""The libraries that a manifest asks for: package.json, requirements.txt, Gemfile, go.mod, pom.xml and their like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from golint.facts import Document
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.catalog.providers import Sdk
    from golint.view import FileView

# How a package is written in a manifest, `{}` standing for its name; `{last}` for what follows the colon of Maven's coordinates.
_LINE = r"(?im)^[ \t]*(?P<name>{})[ \t]*(?:\[[^\]]*\])?[ \t]*(?:[=<>~!;@#]|$)"
_QUOTED = r"""(?i)(?:^[ \t]*|["'])(?P<name>{})(?:\[[^\]]*\])?(?:[ \t]*[=<>~!;][^"'\n]*)?(?:["']|[ \t]*=)"""
_MANIFESTS: tuple[tuple[str, str, str], ...] = (
    ("requirements*.txt", "python", _LINE),
    ("requirements*.in", "python", _LINE),
    ("pyproject.toml", "python", "(?m)" + _QUOTED),
    ("pipfile", "python", "(?m)" + _QUOTED),
    ("setup.py", "python", "(?m)" + _QUOTED),
    ("setup.cfg", "python", _LINE),
    ("gemfile", "ruby", r"""(?m)^[ \t]*gem[ \t(]+["'](?P<name>{})["']"""),
    ("*.gemspec", "ruby", r"""add_(?:runtime_)?dependency[ \t(]+["'](?P<name>{})["']"""),
    ("go.mod", "go", r"(?m)(?:^|[ \t])(?P<name>{}(?:/v\d+)?)[ \t]+v\d"),
    ("pom.xml", "java", r"<artifactId>\s*(?P<name>{last})\s*</artifactId>"),
    ("*.gradle", "java", r"""["'](?P<name>{})[:"']"""),
    ("*.gradle.kts", "java", r"""["'](?P<name>{})[:"']"""),
    ("libs.versions.toml", "java", r"""["'](?P<name>{})[:"']"""),
    ("*.csproj", "csharp", r"""(?i)Include\s*=\s*["'](?P<name>{})["']"""),
    ("directory.packages.props", "csharp", r"""(?i)Include\s*=\s*["'](?P<name>{})["']"""),
    ("packages.config", "csharp", r"""(?i)\bid\s*=\s*["'](?P<name>{})["']"""),
    ("pubspec.yaml", "dart", r"(?m)^[ \t]+(?P<name>{})[ \t]*:"),
)
_PART = compiled(r"[a-z0-9]+")
_SECTIONS = {
    "package.json": ("javascript", frozenset({"dependencies", "devDependencies", "peerDependencies", "optionalDependencies"})),
    "composer.json": ("php", frozenset({"require", "require-dev"})),
}


def dependencies(view: FileView) -> Iterator[tuple[str, str, Span]]:
    """The libraries of providers that a manifest asks for, as (provider, package, place); nothing where the file is no manifest."""
    name = PurePosixPath(view.source.path).name.lower()
    if name in _SECTIONS:
        yield from _listed(view, *_SECTIONS[name])
    for pattern, language, shape in _MANIFESTS:
        head, star, tail = pattern.partition("*")
        if name == pattern or (star and name.startswith(head) and name.endswith(tail)):
            yield from _written(view, language, shape)


def _listed(view: FileView, language: str, sections: frozenset[str]) -> Iterator[tuple[str, str, Span]]:
    settings = view.facts.settings if isinstance(view.facts, Document) else ()
    asked = {one.path[1].lower(): one for one in settings if len(one.path) == 2 and one.path[0] in sections}
    for provider, package in _packages(view, language, _importable if language == "javascript" else _own):
        if package.lower() in asked:
            yield provider, package, asked[package.lower()].key_span


def _written(view: FileView, language: str, shape: str) -> Iterator[tuple[str, str, Span]]:
    data, lowered = view.source.data, view.caseless
    for provider, package in _packages(view, language, _own):
        last = package.rpartition(":")[2]
        if package == last and "{last}" in shape:
            continue  # coordinates that are not known whole
        if max(_PART.findall(last.lower()), key=len, default="").encode() not in lowered:
            continue  # however it is spelt
        spelt = (
            re.escape(package).replace("_", "-").replace(r"\-", "-").replace("-", "[-_.]") if language == "python" else re.escape(package)
        )
        if found := re.search(shape.replace("{last}", re.escape(last)).replace("{}", spelt).encode(), data):
            yield provider, package, Span(*found.span("name"))


def _packages(view: FileView, language: str, names: Callable[[Sdk], Iterator[str]]) -> Iterator[tuple[str, str]]:
    """The packages of a language by which a provider is used. A white-label has none of its own."""
    for provider in view.catalog.providers.values():
        for sdk in provider.sdks if not provider.inherits else ():
            kin = ("java", "kotlin") if language == "java" else (language,)
            yield from ((provider.id, name) for name in names(sdk) if sdk.language in kin)


def _own(sdk: Sdk) -> Iterator[str]:
    yield sdk.package


def _importable(sdk: Sdk) -> Iterator[str]:
    """In JavaScript what is imported is what is installed."""
    yield from dict.fromkeys((sdk.package, *sdk.imports))
