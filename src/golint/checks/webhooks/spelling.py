"""How an expression is spelled: the last of its names, its key, its path."""

from __future__ import annotations

from golint import facts
from golint.facts import Call, Expr, Name


def spelled(expr: Expr) -> str:
    """The names and keys that an expression is written with."""
    match expr:
        case Name(written=written):
            return written.rpartition(".")[2]
        case facts.Index(key=facts.Literal(value=str() as key)):
            return key
        case Call(path=path, arguments=(facts.Argument(value=facts.Literal(value=str() as key)), *_)) if path.endswith(".get"):
            return key
        case facts.Attribute(path=path):
            return path
        case Call(path=path):
            return path.rpartition(".")[2]
    return ""


def short(path: str) -> str:
    """The last two steps of a path, which is how people name a call."""
    return ".".join(path.lstrip(".").split(".")[-2:])
