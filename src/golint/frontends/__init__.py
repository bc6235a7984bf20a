"""One front-end per syntax: bytes in, neutral facts out. Parsers are imported only when a file needs them."""

from __future__ import annotations

from collections.abc import Callable

from golint.facts import FileFacts

PYTHON = "python"
TREE_SITTER = frozenset({"csharp", "go", "java", "javascript", "jsx", "kotlin", "php", "ruby", "tsx", "typescript"})
MARKUP = frozenset({"html", "vue", "svelte", "astro"})
NOTEBOOK = "notebook"
BLADE = ".blade.php"
DOCUMENTS = frozenset({"dotenv", "yaml", "json", "toml", "ini", "properties", "xml", "dockerfile", "hcl", "nginx", "procfile"})
PROGRAMS = TREE_SITTER | MARKUP | {PYTHON, NOTEBOOK}
"""The languages whose facts are those of a program."""

CONFIRMED = frozenset({PYTHON, NOTEBOOK})
"""The languages that have a second, exact reader beside the quick one."""


def lower(language: str, path: str, data: bytes, *, confirmed: bool = False) -> FileFacts | None:
    """The facts of a file, or None where its language has no front-end. Never raises: what cannot be read is named in `problem`.

    `confirmed` asks a second reader as well, where the language has one: for files that have something to report.
    """
    if language == PYTHON:
        from golint.frontends import python

        return python.confirmed(data) if confirmed else python.lower(data)
    if language in TREE_SITTER:
        from golint.frontends import blade, treesitter

        return treesitter.lower(blade.as_php(data) if path.lower().endswith(BLADE) else data, language)
    if language in MARKUP or language == NOTEBOOK:
        from golint.frontends import embedded

        return embedded.lower(data, language, confirmed=confirmed)
    if language in DOCUMENTS:
        from golint.frontends import documents

        return documents.lower(data, path, language)
    return None


def excerpt(data: bytes, language: str, groups: frozenset[str], wanted: Callable[[bytes, tuple[bytes, ...]], bool]) -> bytes | None:
    """The bytes of a file with blanks in place of the definitions that are not wanted; see `treesitter.excerpts`. None where nothing can be
    left out."""
    from golint.frontends.treesitter import excerpts

    return excerpts.excerpt(data, language, groups, wanted)
