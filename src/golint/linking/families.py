"""Families of languages whose files name each other, and how names lead from one file to another in each."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from golint.lazily import compiled


class Family(Struct, frozen=True):
    """One family.

    `unqualified`: a member of the own object may be meant without naming the object. `declared`: the type that a variable is declared with,
    or the class that made it, says what is called on it, outside the repository too. `scattered`: a class may be spread over files.
    `erased`: what an interface says is no part of a program.
    `structural`: whatever has the methods of an interface has that interface. `namespaced`: the name of a class holds the namespaces around
    it. `mixing` finds where a module takes all constants of another one for its own. `defining` finds what a file defines for all others,
    where names do not follow from paths. `handing_on` finds where a file hands on, or takes for its own, all names of another one without
    naming them. `bare`: a name that is neither defined by a keyword nor called where it stands is the only one that may be assigned.
    """

    name: str
    suffixes: tuple[str, ...]
    unqualified: bool = False
    declared: bool = False
    scattered: bool = False
    erased: bool = False
    structural: bool = False
    namespaced: bool = False
    mixing: re.Pattern[bytes] | None = None
    defining: re.Pattern[bytes] | None = None
    declaring: re.Pattern[bytes] | None = None
    handing_on: re.Pattern[bytes] | None = None
    bare: bool = False


_PHP = compiled(rb"(?m)(?:^|\?php|[;{}])[ \t]*(?:(?:abstract|final|readonly)[ \t]+)*(?:class|trait|interface|enum|function)[ \t]+&?(\w+)")
_NAMESPACE = compiled(rb"(?i)(?<![\w$\\>:-])namespace\s+(\w[\w\\]*)\s*[;{]")
_PACKAGE = compiled(rb"(?m)^[ \t]*package[ \t]+(\w[\w.]*)")
_SCRIPTS = (".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".astro", ".html", ".htm")
FAMILIES = (
    Family("python", (".py", ".ipynb"), handing_on=compiled(rb"import[\s(\\]*\*"), bare=True),
    Family("javascript", _SCRIPTS, erased=True, handing_on=compiled(rb"export\s*\*")),
    Family(
        "php",
        (".php",),
        declared=True,
        defining=_PHP,
        declaring=_NAMESPACE,
        handing_on=compiled(rb"(?i)(?:include|require)(?:_once)?(?!\w)"),
    ),
    Family("ruby", (".rb",), unqualified=True, declared=True, namespaced=True, mixing=compiled(rb"\binclude[ \t(]+(?:::)?(\w+)")),
    Family("go", (".go",), scattered=True, structural=True, handing_on=compiled(rb'[\s(;]\.\s*["`]')),
    Family("java", (".java", ".kt"), unqualified=True, declared=True, declaring=_PACKAGE, handing_on=compiled(rb"\.\s*\*")),
    Family("csharp", (".cs",), unqualified=True, declared=True, scattered=True, handing_on=compiled(rb"using\s")),
)
NONE = Family("", ())
_BY_SUFFIX = {suffix: family for family in FAMILIES for suffix in family.suffixes}


@lru_cache(maxsize=4096)
def family_of(path: str) -> Family:
    """The family of a file; one without suffixes for a file of none."""
    return _BY_SUFFIX.get("." + path.rpartition(".")[2], NONE)
