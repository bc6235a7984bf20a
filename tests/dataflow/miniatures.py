"""Miniature shops: several files written as one text, each of which begins with a comment that names it, or one function."""

from __future__ import annotations

import re

from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import Routine
from golint.dataflow.values.fields import FieldReader
from golint.dataflow.values.texts import Texts
from golint.facts import Expr
from golint.project import Project


def laid_out(text: str, verified: bool) -> tuple[dict[str, str], str]:
    """The files of a miniature shop, and the one that holds the door: the first, or the one that is marked `<-`.

    A line that ends in `// check` stands in the shop that verifies, one that ends in `// bare` in the one that does not.
    """
    left_out = "// bare" if verified else "// check"
    parts = re.split(r"^// (\S+\.\w+)( <-)?\n", text, flags=re.MULTILINE)[1:]
    files = {
        path: "\n".join(line for line in body.splitlines() if not line.endswith(left_out)) + "\n"
        for path, body in zip(parts[::3], parts[2::3], strict=True)
    }
    marked = [path for path, mark in zip(parts[::3], parts[1::3], strict=True) if mark]
    return files, (marked or parts)[0]


def handed(path: str, text: str) -> tuple[FieldReader, Expr, Routine]:
    """What `pay` is handed in a file, the function that it is called in, and who reads the fields of objects there."""
    resolver = Resolver(Project.of({path: text.encode()}))
    module = resolver.module(path)
    assert module is not None
    call = next(c for c in module.calls if c.path == "pay")
    return FieldReader(resolver, Texts(resolver)), call.arguments[0].value, module.enclosing(call.span.start)


def spelt(text: str, value: Expr) -> str:
    """How a value stands in a file."""
    return text.encode()[value.span.start : value.span.end].decode()
