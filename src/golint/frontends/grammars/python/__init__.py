"""Python as tree-sitter reads it: the quick reading of every file, and the only one of those that LibCST cannot or must not read.

It gives what LibCST is read as in `golint.frontends.python`, to the byte: parentheses are no part of what stands in them, and a block ends
with its last statement. What LibCST takes for an error is told as doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from golint.facts import Assign, Bind, Choice, Expr, Import, Literal, Statement, Template
from golint.frontends.grammars.python.annotated import Declared
from golint.frontends.grammars.python.doubts import Alias, Arithmetic, Awaited, Digits, Outdated, String, Suite, Targets, disguised
from golint.frontends.grammars.python.enclosing import Anonymous, Assertion, Comprehension, Enclosed, Line, Listed, Managers
from golint.frontends.grammars.python.matching import Dotted, MatchArm, Subject
from golint.frontends.literals import PYTHON, assemble, quotes
from golint.frontends.treesitter.atoms import Constant, Identifier, Joined, Number
from golint.frontends.treesitter.branches import Catch, Conditional, Repeat, Trial
from golint.frontends.treesitter.definitions import ClassStatement, Formal, FunctionStatement
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
from golint.frontends.treesitter.grammar import Grammar, Reader
from golint.frontends.treesitter.statements import Assignment, Augmented, Give, Group, Leap, Mention, Nothing, Resource, Throw
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span


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


class Beside(Joined, frozen=True):
    """Strings beside each other. One that could hold values and holds none stands where its text does."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        pieces = [piece for child in node.children for piece in self._pieces(child, reader)]
        return assemble(tuple(pieces), node.span)

    def _pieces(self, node: Syntax, reader: Reader) -> Iterable[Expr]:
        match reader.expression(node):
            case Template(parts):
                return parts
            case Literal(value, kind, span) as text:
                marks = quotes(reader.text(node))
                within = Span(span.start + marks.opening, span.end - marks.closing)
                if "f" not in marks.prefix:
                    return (text,)
                return (Literal(value, kind, within),) if within.start < within.end else ()
            case other:
                return (other,)


class Assigned(Assignment, frozen=True):
    """An assignment, also one of a name to itself."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return Assignment.statements(self, node, reader) or (
            Assign(reader.expressions(node.all(self.target)), reader.maybe(node.one(self.value)), node.span),
        )


class Chosen(Ternary, frozen=True):
    """`a if b else c`, all of which `:=` gives to a name before it."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        match Ternary.expression(self, node, reader):
            case Choice(condition, Bind(target, value), otherwise) if node.children[0].kind == "named_expression":
                return Bind(target, Choice(condition, value, otherwise, Span(node.children[0].children[-1].start, node.end)), node.span)
            case found:
                return found


class Definition(ClassStatement, frozen=True):
    """A class; what it is given by keyword is no base."""

    def _bases(self, holder: Syntax, reader: Reader) -> Iterable[Expr]:
        return [given.value for given in reader.arguments(holder) if given.name is None and given.spread != "**"]


GRAMMAR = Grammar(
    module="tree_sitter_python",
    disguise=disguised,
    comments=frozenset({"comment"}),
    trivia=frozenset({"line_continuation"}),
    ignored=frozenset({
        "type", "type_parameter", "pass_statement", "global_statement", "nonlocal_statement",
        "string_content", "escape_sequence", "positional_separator", "keyword_separator",
    }),
    shapes={
        "identifier": Identifier(), "dotted_name": Dotted(),
        "true": Constant(True, "boolean"), "false": Constant(False, "boolean"), "none": Constant(None, "null"),
        "integer": Digits(), "float": Number(),
        "string": String("interpolation", "expression"), "concatenated_string": Beside(), "format_expression": Inner("expression"),
        "parenthesized_expression": Inner(), "await": Awaited(), "list_splat": Inner(), "list_splat_pattern": Inner(),
        "dictionary_splat_pattern": Inner(), "as_pattern_target": Inner(), "splat_pattern": Inner(), "case_pattern": Parts(),
        "if_clause": Inner(), "parenthesized_list_splat": Inner(),
        "attribute": Member("object", "attribute"), "subscript": Subscript("value", "subscript"), "slice": Parts(), "ellipsis": Parts(),
        "call": Invocation("function", "arguments"),
        "binary_operator": Arithmetic(), "boolean_operator": Operation(), "comparison_operator": Chain(),
        "not_operator": Unary(), "unary_operator": Unary(), "conditional_expression": Chosen(1, 0, 2),
        "named_expression": Binding("name", "value"), "yield": Parts(),
        "list": Listed(), "tuple": Enclosed(), "set": Listed(), "expression_list": Listed(), "pattern_list": Targets(),
        "tuple_pattern": Enclosed(),
        "list_pattern": Items(), "dictionary": Entries(), "pair": Parts(),
        "list_comprehension": Comprehension(), "set_comprehension": Comprehension(), "dictionary_comprehension": Comprehension(),
        "generator_expression": Comprehension(),
        "lambda": Anonymous(None, infers=False),
        "module": Suite(), "block": Suite(), "else_clause": Group("body"), "finally_clause": Group(), "decorated_definition": Group(),
        "expression_statement": Line(), "assignment": Assigned("left", "right", "type"), "augmented_assignment": Augmented(),
        "if_statement": Conditional(), "elif_clause": Conditional(chained=True),
        "while_statement": Repeat(otherwise="alternative"), "for_statement": Repeat("left", "right", otherwise="alternative"),
        "try_statement": Trial(":else_clause", ":finally_clause"),
        "with_statement": Resource(":with_clause"), "with_clause": Managers(), "with_item": Line(),
        "as_pattern": Assigned("alias", 0),
        "match_statement": Subject("subject"),
        "return_statement": Give(), "raise_statement": Throw(0, "cause"), "assert_statement": Assertion(), "delete_statement": Mention(),
        "break_statement": Leap("break"), "continue_statement": Leap("continue"), "print_statement": Outdated(),
        "exec_statement": Outdated(),
        "type_alias_statement": Alias(),
        "import_statement": Nothing(), "import_from_statement": Nothing(), "future_import_statement": Nothing(),
        "function_definition": FunctionStatement(), "class_definition": Definition("superclasses"),
    },
    parameters={
        "identifier": Formal(), "default_parameter": Formal("name", "value"), "typed_parameter": Declared(0, None, "type"),
        "typed_default_parameter": Declared("name", "value", "type"), "list_splat_pattern": Formal(0, spread="*"),
        "dictionary_splat_pattern": Formal(0, spread="**"), "tuple_pattern": Formal(),
    },
    argument_lists=frozenset({"argument_list"}),
    arguments={"keyword_argument": Keyword(), "list_splat": Spread("*"), "dictionary_splat": Spread("**")},
    entries={"pair": Pair(), "dictionary_splat": Unpacked()},
    cases={"case_clause": MatchArm(None, "consequence", "guard")},
    handlers={"except_clause": Catch("value", body=":block")},
    blocks=frozenset({"block"}),
    texts={"string": b"{"},
    closed={"type": b"(", "type_parameter": b"("},
    endless=frozenset({
        "block", "function_definition", "class_definition", "decorated_definition", "if_statement", "elif_clause", "else_clause",
        "while_statement", "for_statement", "try_statement", "except_clause", "finally_clause", "with_statement", "match_statement",
        "case_clause",
    }),
    decorators=frozenset({"decorator"}),
    import_kinds=frozenset({"import_statement", "import_from_statement", "future_import_statement"}),
    imports=imports,
    comparisons={token: token for token in ("==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not")} | {"<>": "!="},
    logic={"and": "and", "or": "or"},
    escapes=PYTHON,
    atoms=frozenset({"identifier", "integer", "float", "string", "true", "false", "none"}),
)  # fmt: skip
