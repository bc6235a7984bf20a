"""JavaScript and JSX."""

from __future__ import annotations

from golint.frontends.grammars._ecmascript import (
    Comma,
    Declarator,
    Element,
    Export,
    Field,
    attribute,
    imports,
    method,
    spread_attribute,
)
from golint.frontends.grammars._loading import LOADERS
from golint.frontends.literals import Escapes
from golint.frontends.treesitter.atoms import Constant, Identifier, Number, Pattern, Text
from golint.frontends.treesitter.branches import Arm, Catch, Conditional, Repeat, Selection, Trial
from golint.frontends.treesitter.definitions import ClassExpression, ClassStatement, Formal, FunctionExpression, FunctionStatement
from golint.frontends.treesitter.entries import Defaulted, Pair, Short, Spread, Unpacked
from golint.frontends.treesitter.expressions import (
    Binding,
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
from golint.frontends.treesitter.grammar import Grammar, Shape
from golint.frontends.treesitter.statements import Assignment, Augmented, Give, Group, Leap, Nothing, Plain, Resource, Throw
from golint.lazily import compiled

ROUTINE = ("parameters", "parameter")
SHAPES: dict[str, Shape] = {
    "identifier": Identifier(), "this": Identifier(), "super": Identifier(), "import": Identifier(), "meta_property": Identifier(),
    "property_identifier": Identifier(), "private_property_identifier": Identifier(), "shorthand_property_identifier": Identifier(),
    "shorthand_property_identifier_pattern": Identifier(), "jsx_namespace_name": Identifier(),
    "true": Constant(True, "boolean"), "false": Constant(False, "boolean"), "null": Constant(None, "null"),
    "undefined": Constant(None, "null"), "number": Number(), "regex": Pattern("pattern"),
    "string": Text(), "template_string": Text("template_substitution"), "template_substitution": Inner(),
    "parenthesized_expression": Inner(), "await_expression": Inner(), "spread_element": Inner(), "rest_pattern": Inner(),
    "computed_property_name": Inner(), "jsx_expression": Inner(),
    "member_expression": Member("object", "property"), "subscript_expression": Subscript("object", "index"),
    "call_expression": Invocation("function", "arguments"), "new_expression": Invocation("constructor", "arguments"),
    "binary_expression": Operation(), "unary_expression": Unary(), "update_expression": Unary(), "ternary_expression": Ternary(),
    "sequence_expression": Comma(), "yield_expression": Parts(),
    "array": Items(holes=True), "array_pattern": Items(holes=True), "object": Entries(), "object_pattern": Entries(),
    "assignment_pattern": Binding("left", "right"), "object_assignment_pattern": Binding("left", "right"),
    "arrow_function": FunctionExpression(None, ROUTINE), "function_expression": FunctionExpression(),
    "generator_function": FunctionExpression(), "class": ClassExpression(":class_heritage"),
    "jsx_element": Element(), "jsx_self_closing_element": Element(),
    "expression_statement": Plain(), "statement_block": Group(), "else_clause": Group(), "finally_clause": Group(),
    "lexical_declaration": Group(), "variable_declaration": Group(), "using_declaration": Group(), "labeled_statement": Group("body"),
    "class_static_block": Group("body"), "class_body": Group(),
    "variable_declarator": Declarator("name", "value"), "assignment_expression": Assignment(),
    "augmented_assignment_expression": Augmented(), "field_definition": Field("property", "value"),
    "if_statement": Conditional(), "while_statement": Repeat(), "do_statement": Repeat(),
    "for_statement": Repeat(before="initializer", after="increment"), "for_in_statement": Repeat("left", "right"),
    "switch_statement": Selection("value", falls=True), "try_statement": Trial(), "with_statement": Resource("object"),
    "return_statement": Give(), "throw_statement": Throw(), "break_statement": Leap("break"), "continue_statement": Leap("continue"),
    "import_statement": Nothing(), "export_statement": Export(),
    "function_declaration": FunctionStatement(), "generator_function_declaration": FunctionStatement(),
    "method_definition": FunctionStatement(), "class_declaration": ClassStatement(":class_heritage"),
}  # fmt: skip
IGNORED = frozenset({
    "empty_statement", "debugger_statement", "statement_identifier", "string_fragment", "escape_sequence", "regex_flags", "optional_chain",
    "jsx_text", "html_character_reference", "jsx_closing_element",
})  # fmt: skip
_KEYWORD = compiled(rb"""(?<=[ \t\r\n])(?:class|for|in|default|new|typeof|this|export|import|if|var)(?=\s*+=\s*+["'{])""")


def mend(data: bytes) -> bytes:
    """The same code, as long as before, in which no attribute of an element is called like a keyword, `<label class="name" for="card">`.
    The grammar takes none, and nowhere else does such a word stand before an equals sign and a text or a brace."""
    return _KEYWORD.sub(lambda word: word[0].upper(), data)


GRAMMAR = Grammar(
    module="tree_sitter_javascript",
    comments=frozenset({"comment", "html_comment", "hash_bang_line"}),
    ignored=IGNORED,
    shapes=SHAPES,
    parameters={
        "identifier": Formal(), "assignment_pattern": Formal("left", "right"), "rest_pattern": Formal(0, spread="*"),
        "object_pattern": Formal(), "array_pattern": Formal(),
    },
    argument_lists=frozenset({"arguments"}),
    arguments={"spread_element": Spread("*")},
    entries={
        "pair": Pair(), "pair_pattern": Pair(), "shorthand_property_identifier": Short(), "shorthand_property_identifier_pattern": Short(),
        "object_assignment_pattern": Defaulted(), "spread_element": Unpacked(), "rest_pattern": Unpacked(), "method_definition": method,
        "jsx_attribute": attribute, "jsx_expression": spread_attribute,
    },
    cases={"switch_case": Arm("value"), "switch_default": Arm(None)},
    handlers={"catch_clause": Catch(name="parameter")},
    texts={"string": b"", "template_string": b"${"},
    blocks=frozenset({"statement_block"}),
    decorators=frozenset({"decorator"}),
    labels=frozenset({"property_identifier", "private_property_identifier", "shorthand_property_identifier"}),
    import_kinds=frozenset({"import_statement", "export_statement", "variable_declarator"}),
    passing_kinds=frozenset({"export_statement"}),
    imports=imports,
    loaders=LOADERS,
    comparisons={
        "==": "==", "===": "==", "!=": "!=", "!==": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "in": "in", "instanceof": "is",
    },
    logic={"&&": "and", "||": "or", "??": "or"},
    escapes=Escapes(
        {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v"}, frozenset({"byte", "unit", "braced", "octal", "line"})
    ),
    mend=mend,
    atoms=frozenset({"identifier", "number", "string", "template_string", "true", "false", "null"}),
)  # fmt: skip
