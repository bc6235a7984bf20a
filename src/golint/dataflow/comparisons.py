"""Calls that compare: `a.equals(b)`, `strcmp(a, b)`, `list.includes(a)` say the same as operators."""

from __future__ import annotations

from golint.catalog.roles import Roles
from golint.dataflow.names import name_of, path_of, receiver_of, text_of
from golint.dataflow.tags import Tags, is_secret_name
from golint.dataflow.vocabulary import EXPECTED, SIGNATURES
from golint.dataflow.words import mentions, words_of
from golint.facts import Block, Branch, Call, Compare, Evaluate, Expr, Literal, Name, Node, walk
from golint.lazily import compiled

ORDERED = "compare.order"
"""Calls that give 0 for equal values."""

BEGINNING = ("startswith", "startsWith", "start_with?", "str_starts_with", "HasPrefix", "StartsWith")
"""What asks how a text begins."""

TOKENS = frozenset({"token", "secret", "verif"})
ABOUT_TOKENS = frozenset({"type", "kind", "scheme", "version", "name"})

_DRAWN = compiled(r"(?=\D*\d)(?=[^A-Za-z]*[A-Za-z])[\w+/=-]{16,}\Z")
_OPERATORS = {"compare.plain": "==", ORDERED: "!=", "compare.contains": "in"}


def comparison(call: Call, roles: Roles) -> Compare | None:
    """The comparison that a call makes, as the operator would be: true where the call's outcome is."""
    played = roles.by(call)
    operator = next((operator for role, operator in _OPERATORS.items() if role in played), None)
    if operator is None:
        return None
    values: list[Expr] = [a.value for a in call.arguments if a.name is None and not _is_option(a.value, roles)]
    receiver = receiver_of(call)
    if receiver is not None and len(values) == 1:
        left, right = (values[0], receiver) if operator == "in" else (receiver, values[0])
        return Compare(operator, left, right, call.span)
    return Compare(operator, values[0], values[1], call.span) if len(values) >= 2 else None


def compared(node: Node, roles: Roles) -> Compare | None:
    """The comparison that a node is, by an operator or by a call; None for anything else."""
    return node if isinstance(node, Compare) else comparison(node, roles) if isinstance(node, Call) else None


def only_logs(branch: Branch, roles: Roles) -> bool:
    """Whether all that comes of a question is a line in a log: `if (amount !== price) console.warn("another price")`."""
    return not branch.otherwise and is_log(branch.then, roles)


def is_log(block: Block, roles: Roles) -> bool:
    """Whether all that a block does is to write to a log."""
    calls = [statement.value for statement in block if isinstance(statement, Evaluate) and isinstance(statement.value, Call)]
    return bool(block) and len(calls) == len(block) and all("log.write" in roles.by(call) for call in calls)


def names_signatures(made: Compare) -> bool:
    """Whether both sides call themselves signatures, and one says that it is the expected one."""
    left, right = (name_of(side) or path_of(side).rpartition(".")[2] for side in (made.left, made.right))
    return mentions(left, SIGNATURES) and mentions(right, SIGNATURES) and (mentions(left, EXPECTED) or mentions(right, EXPECTED))


def may_meet_token(made: Compare) -> bool:
    """Whether one side of a comparison may be a token that stands in the code: one that was drawn, or any text for which a header calls
    itself a token."""
    sides = ((made.left, made.right), (made.right, made.left))
    return any(is_drawn(value) or _is_told_token(value, sent) for sent, value in sides)


def meets_written_token(made: Compare, left: Tags, right: Tags) -> bool:
    """Whether a header is compared with a token that stands in the code: one that was drawn, or a constant that calls itself a secret,
    `HOOK_SECRET`, or any text where the header calls itself a token."""
    sides = ((made.left, left, made.right, right), (made.right, right, made.left, left))
    return any(
        "request.header" in tags and (_is_token(value, others) or _is_told_token(value, sent)) for sent, tags, value, others in sides
    )


def is_drawn(value: Expr) -> bool:
    """Whether a value is a text that is long and mixed enough to be a token."""
    return _DRAWN.match(text_of(value)) is not None


def _is_token(value: Expr, tags: Tags) -> bool:
    return is_drawn(value) or (isinstance(value, Name) and "literal" in tags and is_secret_name(name_of(value)))


def _is_told_token(value: Expr, sent: Expr) -> bool:
    """Whether a text stands where a header calls itself a token: `req.headers["x-callback-token"]`, and not
    `req.headers["x-token-type"]`."""
    if not text_of(value):
        return False
    texts = (text_of(part) for part in walk(sent) if isinstance(part, Literal))
    return any(words & TOKENS and not words & ABOUT_TOKENS for words in map(words_of, texts))


def _is_option(value: Expr, roles: Roles) -> bool:
    """Whether an argument says how to compare: `StringComparison.Ordinal`."""
    return isinstance(value, Name) and "compare.option" in roles.by(value)
