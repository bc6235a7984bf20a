"""Families of languages whose files name each other, and how names lead from one file to another in each."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """One family.

    `unqualified`: a member of the own object may be meant without naming the object. `scattered`: a class may be spread over files.
    `structural`: whatever has the methods of an interface has that interface. `namespaced`: the name of a class holds the namespaces around
    it. `defining` finds what a file defines for all others, where names do not follow from paths.
    """

    name: str
    suffixes: tuple[str, ...]
    unqualified: bool = False
    scattered: bool = False
    structural: bool = False
    namespaced: bool = False
    defining: re.Pattern[bytes] | None = None


_PHP = re.compile(rb"(?m)^[ \t]{0,8}(?:(?:abstract|final|readonly)[ \t]+)*(?:class|trait|interface|enum|function)[ \t]+&?(\w+)")
FAMILIES = (
    Family("python", (".py", ".ipynb")),
    Family("javascript", (".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".astro", ".html", ".htm")),
    Family("php", (".php",), defining=_PHP),
    Family("ruby", (".rb",), unqualified=True, namespaced=True),
    Family("go", (".go",), scattered=True, structural=True),
    Family("java", (".java", ".kt"), unqualified=True),
    Family("csharp", (".cs",), unqualified=True, scattered=True),
)
NONE = Family("", ())
_BY_SUFFIX = {suffix: family for family in FAMILIES for suffix in family.suffixes}


def family_of(path: str) -> Family:
    """The family of a file; one without suffixes for a file of none."""
    return _BY_SUFFIX.get("." + path.rpartition(".")[2], NONE)
