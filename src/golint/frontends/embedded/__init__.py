"""Programs that stand inside other files: the scripts of pages and components, and the cells of notebooks.

Every place in the facts is a place in the file itself.
"""

from __future__ import annotations

from msgspec.structs import replace

from golint.facts import Program
from golint.frontends import NOTEBOOK
from golint.frontends.embedded.scripts import Markup, Part, scan
from golint.frontends.embedded.texts import relined, standing_alone

__all__ = ["Part", "lower", "parts"]

_TYPED = frozenset({"typescript", "tsx"})


def lower(data: bytes, language: str, *, confirmed: bool = False) -> Program:
    """The facts of a page, a component or a notebook; any bytes are accepted; `problem` names what was not read.

    The program's language is that of its parts, and the file's own where there are none: then no parser is loaded.
    """
    if language == NOTEBOOK:
        from golint.frontends.embedded import notebooks

        return notebooks.lower(data, confirmed=confirmed)
    return _merged(data, scan(data, language), language)


def parts(data: bytes, language: str) -> tuple[Part, ...]:
    """The parts of a file that are read as code, in the order of the file."""
    if language == NOTEBOOK:
        from golint.frontends.embedded import notebooks

        return notebooks.parts(data)
    return scan(data, language).parts


def _merged(data: bytes, markup: Markup, language: str) -> Program:
    """One program of all the scripts: those of one language and one side share their names, as they do where they run."""
    groups = dict.fromkeys((part.language, part.server) for part in markup.parts)
    programs = [_lowered(data, [part for part in markup.parts if (part.language, part.server) == group], language) for group in groups]
    problems = [program.problem for program in programs if program.problem]
    return Program(
        _language(markup) or language,
        tuple(sorted((one for program in programs for one in program.body), key=lambda one: one.span)),
        tuple(sorted((*markup.imports, *(one for program in programs for one in program.imports)), key=lambda one: one.span)),
        tuple(sorted((*markup.comments, *(one for program in programs for one in program.comments)), key=lambda one: one.span)),
        "; ".join(dict.fromkeys([*markup.problems, *problems])),
    )


def _language(markup: Markup) -> str:
    if not markup.parts:
        return ""
    return "typescript" if any(part.language in _TYPED for part in markup.parts) else "javascript"


def _lowered(data: bytes, group: list[Part], host: str) -> Program:
    from golint.frontends import treesitter

    text = standing_alone(data, group, templated=host == "html")
    program = treesitter.lower(text, group[0].language)
    return replace(program, problem=relined(program.problem, text, data)) if program.problem else program
