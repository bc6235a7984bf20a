"""What conditions ask of how many records were found."""

from __future__ import annotations

from golint import facts
from golint.dataflow.names import last_of, receiver_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Literal, Name

_SIZES = frozenset({"length", "size", "count", "rowcount", "num_rows", "rows_affected", "rowsaffected", "affected_rows", "affectedrows"})
_COUNTING = _SIZES | {"len", "sizeof", "mysqli_num_rows", "pg_num_rows", "numrows"}
_EMPTY = frozenset({"empty"})  # of a snapshot of Firestore's
# What a cursor is asked whether it came to a row: `rows.next()` of JDBC, `reader.Read()` of ADO.NET.
_COMES = frozenset({"next", "read", "readasync", "movenext", "movetofirst"})
_HAS = frozenset({"HasRows"})
# What a variable is called that holds how many there are.
_NUMBERS = frozenset({"count", "rows", "found", "exists", "existing", "matches", "num", "number", "total", "n", "cnt"})
_NONE_IF = {"==": True, "<=": True, "!=": False, ">": False}
_NONE_IF_BELOW = {"<": True, ">=": False}


def none_found(condition: Expr, taken: bool) -> Expr | None:
    """The records of which one outcome of a condition says that there are none: `rows` of `rows.length === 0`."""
    match condition:
        case Name(written=written) if written.rpartition(".")[2] in _EMPTY:
            return _before(condition) if taken else None
        case Call() if last_of(condition) == ("isEmpty" if taken else "isPresent"):
            return receiver_of(condition)
        case facts.Compare(operator=operator, left=left, right=Literal(value=0)) if _NONE_IF.get(operator) is taken:
            return _of_size(left)
        case facts.Compare(operator=operator, left=left, right=Literal(value=1)) if _NONE_IF_BELOW.get(operator) is taken:
            return _of_size(left)
        case Name(written=written) if not taken and written.rpartition(".")[2] in _HAS:
            return _before(condition)
        case Name() | Call() if not taken:
            return _of_size(condition)
    return None


def _of_size(asked: Expr) -> Expr | None:
    """What an expression says the size of."""
    match asked:
        case Name(written=written) if "." not in written:
            return asked if words_of(written) & _NUMBERS else None
        case Name(written=written) if written.rpartition(".")[2].lower() in _SIZES:
            return _before(asked)
        case Call() if last_of(asked).lower() in _COUNTING:
            return asked.argument(0) if asked.arguments else receiver_of(asked)
        case Call(arguments=()) if last_of(asked).lower() in _COMES:
            return receiver_of(asked)
        case Call(arguments=()) if "fetch" in last_of(asked).lower():
            return asked
    return None


def _before(name: Name) -> Name | None:
    """What the last step of a name is taken from."""
    owner = name.written.rpartition(".")[0]
    return Name(name.path.rpartition(".")[0], name.span, owner) if owner else None
