"""Python as LibCST reads it, with exact places."""

from __future__ import annotations

from codecs import BOM_UTF8

import libcst as cst

from golint.facts import Program
from golint.frontends.python.expressions import EXPRESSIONS
from golint.frontends.python.imports import imports
from golint.frontends.python.reading import Reading
from golint.frontends.python.spans import Spans
from golint.frontends.python.statements import STATEMENTS


def lower(data: bytes) -> Program | str:
    """The facts of a Python file, or why there are none."""
    try:
        return _read(data)
    except (cst.ParserSyntaxError, SyntaxError, UnicodeError, ValueError, LookupError) as error:
        return f"not valid Python{_line_of(error)}"
    except RecursionError:
        return "nested too deeply"


def _read(data: bytes) -> Program:
    module = cst.parse_module(data)
    spans = Spans(module, len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0)
    found = tuple(imports(module, spans))
    reading = Reading(data, spans, found, EXPRESSIONS, STATEMENTS)
    return Program("python", reading.block(module.body), found, tuple(spans.comments))


def _line_of(error: Exception) -> str:
    line = getattr(error, "raw_line", None) or getattr(error, "lineno", None)
    return f" (line {line})" if line else ""
