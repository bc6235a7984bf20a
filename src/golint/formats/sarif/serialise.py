"""SARIF objects as plain JSON values.

The library's own serializer is not used: it leaves out every value that equals a default (a result's level "warning" among them, which
a rule whose level is "error" then turns into an error), and takes minutes for a large log.
"""

from __future__ import annotations

from functools import cache
from typing import Any

# The keys that a reader looks for first; the rest follow by name.
_FIRST = ("$schema", "version", "id", "name", "ruleId", "ruleIndex", "kind", "level", "message", "text", "uri", "tool")


def tree(value: Any) -> object:
    """The value as dicts, lists and scalars. What is not set is left out: None, and the -1 by which the library says so."""
    match value:
        case str() | bool() | int() | float():
            return value
        case list() | tuple():
            return [tree(item) for item in value]
        case dict():
            return {str(key): tree(item) for key, item in value.items() if item is not None}
    pairs = ((key, getattr(value, name)) for name, key in _fields(value.__class__))
    return {key: tree(item) for key, item in pairs if item is not None and item != -1}


@cache
def _fields(kind: type) -> tuple[tuple[str, str], ...]:
    """The attributes of a class of the library and their names in the file, in the order of the output."""
    import attr

    fields = [(field.name, str(field.metadata["schema_property_name"])) for field in attr.fields(kind)]
    order = {key: at for at, key in enumerate(_FIRST)}
    return tuple(sorted(fields, key=lambda field: (order.get(field[1], len(order)), field[1])))
