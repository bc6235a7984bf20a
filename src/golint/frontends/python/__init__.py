"""The Python front-end: LibCST in, neutral facts out.

LibCST reads every Python 3 syntax on every interpreter and keeps exact places, but it crashes the process at about two thousand nested
brackets and crawls on thousand-term sums; `unsafe_nesting` finds such files before it is asked. Files that it cannot or must not
read are read by tree-sitter in its place, and the program's `problem` says so.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import replace

import libcst as cst

from golint.facts import Program
from golint.frontends.python.expressions import EXPRESSIONS
from golint.frontends.python.imports import imports
from golint.frontends.python.nesting import unsafe_nesting
from golint.frontends.python.reading import Reading
from golint.frontends.python.spans import Spans
from golint.frontends.python.statements import STATEMENTS

__all__ = ["lower", "unsafe_nesting"]


def lower(data: bytes) -> Program:
    """The facts of a Python file; any bytes are accepted."""
    problem = unsafe_nesting(data)
    if problem:
        return _second_reading(data, problem)
    try:
        return _first_reading(data)
    except (cst.ParserSyntaxError, SyntaxError, UnicodeError, ValueError, LookupError) as error:
        return _second_reading(data, f"not valid Python{_line_of(error)}")
    except RecursionError:
        return _second_reading(data, "nested too deeply")


def _first_reading(data: bytes) -> Program:
    module = cst.parse_module(data)
    spans = Spans(module, len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0)
    found = tuple(imports(module, spans))
    reading = Reading(spans, found, EXPRESSIONS, STATEMENTS)
    return Program("python", reading.block(module.body), found, tuple(spans.comments))


def _second_reading(data: bytes, problem: str) -> Program:
    from golint.frontends import treesitter

    return replace(treesitter.lower(data, "python"), problem=problem)


def _line_of(error: Exception) -> str:
    line = getattr(error, "raw_line", None) or getattr(error, "lineno", None)
    return f" (line {line})" if line else ""
