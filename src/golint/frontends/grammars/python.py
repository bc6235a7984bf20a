"""Python as tree-sitter reads it: the second reading of files that LibCST cannot or must not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from golint.facts import Branch, Expr, Import, Logic, Other, Raise, Sequence, Statement
from golint.frontends.literals import PYTHON
from golint.frontends.treesitter.atoms import Constant, Identifier, Joined, Number, Text
from golint.frontends.treesitter.branches import Arm, Catch, Conditional, Repeat, Selection, Trial
from golint.frontends.treesitter.definitions import ClassStatement, Formal, FunctionExpression, FunctionStatement
from golint.frontends.treesitter.entries import Keyword, Pair, Spread, Unpacked
from golint.frontends.treesitter.expressions import (
    Binding,
    Chain,
    Entries,
    Inner,
    Invocation,
    Items,
    Member,
    Operation,
    Parts,
    Subscript,
    Ternary,
    Unary,
)  # fmt: skip
from golint.frontends.treesitter.grammar import ExpressionShape, Grammar, Reader, StatementShape
from golint.frontends.treesitter.statements import Assignment, Augmented, Give, Group, Leap, Mention, Nothing, Plain, Resource, Throw
from golint.frontends.treesitter.syntax import Syntax


def imports(node: Syntax, text: Callable[[Syntax], str]) -> Iterator[Import]:
    """`import a.b` binds `a`; `from . import a` binds it with its level."""
    module = node.one("module_name")
    origin = "__future__" if node.kind == "future_import_statement" else "".join(text(module).split()) if module else ""
    level = len(origin) - len(origin.lstrip("."))
    origin = origin.lstrip(".")
    for star in node.all(":wildcard_import"):
        yield Import("*", origin, star.span, level, star=True)
    for name in node.all("name"):
        alias, plain = name.one("alias"), name.one("name") or name
        member = "".join(text(plain).split())
        if node.kind == "import_statement":
            first = member.partition(".")[0]
            yield Import(text(alias) if alias else first, member if alias else first, name.span)
        else:
            yield Import(text(alias) if alias else member, f"{origin}.{member}" if origin else member, name.span, level)


@dataclass(frozen=True, slots=True)
class Comprehension(ExpressionShape):
    """Its element, and what it goes through and asks."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        parts: list[Expr] = []
        for child in node.children:
            match child.kind:
                case "pair":
                    parts += reader.expressions(child.children)
                case "for_in_clause":
                    parts += reader.expressions(child.all("right"))
                case _:
                    parts.append(reader.expression(child))
        return Sequence(tuple(parts), node.span)


@dataclass(frozen=True, slots=True)
class MatchArm(Arm):
    """A case of a match statement: alternatives stand apart, and a name that takes anything is no pattern."""

    def read(self, node: Syntax, reader: Reader) -> tuple[Expr, ...]:
        found = node.all(":case_pattern")
        if len(found) > 1:
            return (Other(tuple(part for pattern in found for part in reader.parts(pattern)), node.span),)
        return tuple(self._alternatives(found, reader))

    def _alternatives(self, nodes: Iterable[Syntax], reader: Reader) -> Iterator[Expr]:
        for node in nodes:
            match node.kind:
                case "case_pattern" | "union_pattern" | "as_pattern" if node.children:
                    inner = node.children[:1] if node.kind == "as_pattern" else node.children
                    yield from self._alternatives(inner, reader)
                case "dotted_name" if len(node.children) == 1:
                    continue
                case "case_pattern":
                    continue
                case kind if kind in reader.grammar.shapes:
                    yield reader.expression(node)
                case _:
                    yield Other(reader.parts(node), node.span)


@dataclass(frozen=True, slots=True)
class Assertion(StatementShape):
    """`assert` raises unless its condition holds."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        condition, message = node.one(0), node.one(1)
        if condition is None:
            return ()
        refused = Logic("not", (reader.expression(condition),), reader.bare(condition).span)
        return (Branch(refused, (Raise(reader.maybe(message), node.span),), (), node.span),)


GRAMMAR = Grammar(
    module="tree_sitter_python",
    comments=frozenset({"comment"}),
    trivia=frozenset({"line_continuation"}),
    ignored=frozenset({
        "type", "type_parameter", "pass_statement", "global_statement", "nonlocal_statement", "type_alias_statement",
        "string_content", "escape_sequence", "positional_separator", "keyword_separator",
    }),
    shapes={
        "identifier": Identifier(), "dotted_name": Identifier(),
        "true": Constant(True, "boolean"), "false": Constant(False, "boolean"), "none": Constant(None, "null"),
        "integer": Number(), "float": Number(),
        "string": Text("interpolation", "expression"), "concatenated_string": Joined(), "format_expression": Inner("expression"),
        "parenthesized_expression": Inner(), "await": Inner(), "list_splat": Inner(), "list_splat_pattern": Inner(),
        "dictionary_splat_pattern": Inner(), "as_pattern_target": Inner(), "splat_pattern": Inner(), "case_pattern": Parts(),
        "if_clause": Inner(), "parenthesized_list_splat": Inner(),
        "attribute": Member("object", "attribute"), "subscript": Subscript("value", "subscript"), "slice": Parts(), "ellipsis": Parts(),
        "call": Invocation("function", "arguments"),
        "binary_operator": Operation(), "boolean_operator": Operation(), "comparison_operator": Chain(),
        "not_operator": Unary(), "unary_operator": Unary(), "conditional_expression": Ternary(1, 0, 2),
        "named_expression": Binding("name", "value"), "yield": Parts(),
        "list": Items(), "tuple": Items(), "set": Items(), "expression_list": Items(), "pattern_list": Items(), "tuple_pattern": Items(),
        "list_pattern": Items(), "dictionary": Entries(), "pair": Parts(),
        "list_comprehension": Comprehension(), "set_comprehension": Comprehension(), "dictionary_comprehension": Comprehension(),
        "generator_expression": Comprehension(),
        "lambda": FunctionExpression(None, infers=False),
        "block": Group(), "else_clause": Group("body"), "finally_clause": Group(), "decorated_definition": Group(),
        "expression_statement": Plain(), "assignment": Assignment("left", "right", "type"), "augmented_assignment": Augmented(),
        "if_statement": Conditional(), "elif_clause": Conditional(chained=True),
        "while_statement": Repeat(otherwise="alternative"), "for_statement": Repeat("left", "right", otherwise="alternative"),
        "try_statement": Trial(":else_clause", ":finally_clause"),
        "with_statement": Resource(":with_clause"), "with_clause": Group(), "with_item": Plain("value"),
        "as_pattern": Assignment("alias", 0),
        "match_statement": Selection("subject"),
        "return_statement": Give(), "raise_statement": Throw(0, "cause"), "assert_statement": Assertion(), "delete_statement": Mention(),
        "break_statement": Leap("break"), "continue_statement": Leap("continue"), "print_statement": Mention(), "exec_statement": Mention(),
        "import_statement": Nothing(), "import_from_statement": Nothing(), "future_import_statement": Nothing(),
        "function_definition": FunctionStatement(), "class_definition": ClassStatement("superclasses"),
    },
    parameters={
        "identifier": Formal(), "default_parameter": Formal("name", "value"), "typed_parameter": Formal(0, None, "type"),
        "typed_default_parameter": Formal("name", "value", "type"), "list_splat_pattern": Formal(0, spread="*"),
        "dictionary_splat_pattern": Formal(0, spread="**"), "tuple_pattern": Formal(),
    },
    argument_lists=frozenset({"argument_list"}),
    arguments={"keyword_argument": Keyword(), "list_splat": Spread("*"), "dictionary_splat": Spread("**")},
    entries={"pair": Pair(), "dictionary_splat": Unpacked()},
    cases={"case_clause": MatchArm(None, "consequence", "guard")},
    handlers={"except_clause": Catch("value", body=":block")},
    blocks=frozenset({"block"}),
    decorators=frozenset({"decorator"}),
    import_kinds=frozenset({"import_statement", "import_from_statement", "future_import_statement"}),
    imports=imports,
    comparisons={token: token for token in ("==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not")} | {"<>": "!="},
    logic={"and": "and", "or": "or"},
    escapes=PYTHON,
    atoms=frozenset({"identifier", "integer", "float", "string", "true", "false", "none"}),
)  # fmt: skip
