"""Columns that hold a card number or a security code, where a table is written down: in SQL, and in Prisma's schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.data.cards.names import is_card_name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.view import FileView

_TABLE = compiled(rb"(?i)\b(?:create|alter)\s+(?:\w+\s+){0,3}?table\b[^;]*")
# One begins a line, or follows another one, so what a comment says is none.
_COLUMN = compiled(
    rb"(?im)(?:^|[(,]|\badd\b(?:[ \t]+column\b)?(?:[ \t]+if[ \t]+not[ \t]+exists\b)?)[ \t]*[`\"\[]?(?P<name>[a-z_]\w*)[`\"\]]?[ \t]+"
    rb"(?:n?(?:var)?char|varchar2|character|(?:tiny|medium|long)?(?:text|blob)|clob|string|(?:var)?binary|bytea|u?int\w*|(?:big|small)int"
    rb"|numeric|decimal|number)\b"
)
_MODEL = compiled(rb"(?m)^model\s+\w+\s*\{[^}]*")
_FIELD = compiled(rb"(?m)^[ \t]+(?P<name>[A-Za-z]\w*)[ \t]+(?:String|Int|BigInt|Bytes|Decimal)\b")
TABLES = {"sql": (_TABLE, _COLUMN), "prisma": (_MODEL, _FIELD)}
"""By language, how a table is described, and how a column is inside of that."""


def card_columns(view: FileView) -> Iterator[tuple[str, Span]]:
    """The names of such columns of a file in one of these languages, each with where it stands."""
    described, columns = TABLES[view.language]
    for table in described.finditer(view.source.data):
        for column in columns.finditer(view.source.data, *table.span()):
            name = column["name"].decode()
            if is_card_name(name):
                yield name, Span(*column.span("name"))
