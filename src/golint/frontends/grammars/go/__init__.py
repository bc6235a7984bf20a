"""Go."""

from __future__ import annotations

from golint.frontends.grammars.go.definitions import Closure, Declared, Func, Given, Method, Record, Short, gathered, imports
from golint.frontends.grammars.go.flow import Aside, Choose, For, If, Listed, Ready, Select
from golint.frontends.grammars.go.values import Applied, Composite, Kind, Prefixed, Raw, Slice, Values, Variable
from golint.frontends.literals import Escapes
from golint.frontends.treesitter.atoms import Constant, Identifier, Number, Text
from golint.frontends.treesitter.entries import Spread
from golint.frontends.treesitter.expressions import Inner, Invocation, Member, Operation, Subscript
from golint.frontends.treesitter.grammar import Grammar
from golint.frontends.treesitter.statements import Give, Group, Leap, Mention, Nothing, Plain

GRAMMAR = Grammar(
    module="tree_sitter_go",
    ignored=frozenset({
        "package_clause", "type_parameter_list", "type_arguments", "label_name", "empty_statement", "escape_sequence",
        "interpreted_string_literal_content", "raw_string_literal_content",
    }),
    shapes={
        "identifier": Variable(), "field_identifier": Identifier(), "package_identifier": Identifier(), "type_identifier": Identifier(),
        "blank_identifier": Identifier(), "iota": Identifier(),
        "true": Constant(True, "boolean"), "false": Constant(False, "boolean"), "nil": Constant(None, "null"),
        "int_literal": Number(), "float_literal": Number(), "imaginary_literal": Number(),
        "interpreted_string_literal": Text(), "raw_string_literal": Raw(), "rune_literal": Text(),
        "qualified_type": Member("package", "name"), "pointer_type": Inner(), "parenthesized_type": Inner(),
        "generic_type": Inner("type"), "type_instantiation_expression": Inner("type"),
        "slice_type": Kind(), "array_type": Kind(), "implicit_length_array_type": Kind(), "map_type": Kind(), "channel_type": Kind(),
        "struct_type": Kind(), "interface_type": Kind(), "function_type": Kind(),
        "parenthesized_expression": Inner(), "type_assertion_expression": Inner("operand"),
        "selector_expression": Member("operand", "field"), "index_expression": Subscript("operand", "index"), "slice_expression": Slice(),
        "call_expression": Applied("function", "arguments"), "type_conversion_expression": Invocation("type", "operand"),
        "binary_expression": Operation(), "unary_expression": Prefixed("operand"), "expression_list": Values(),
        "composite_literal": Composite(), "func_literal": Closure(None),
        "block": Group(), "statement_list": Group(), "labeled_statement": Group("*"), "expression_statement": Plain(),
        "const_declaration": Group(), "const_spec": Declared(),
        "var_declaration": Group(), "var_spec_list": Group(), "var_spec": Declared(),
        "short_var_declaration": Short(), "assignment_statement": Given(), "inc_statement": Mention(), "dec_statement": Mention(),
        "if_statement": If(), "for_statement": For(), "expression_switch_statement": Choose(), "type_switch_statement": Choose(),
        "select_statement": Select(), "send_statement": Mention(), "go_statement": Aside(), "defer_statement": Plain(),
        "return_statement": Give(), "break_statement": Leap("break"), "continue_statement": Leap("continue"), "goto_statement": Nothing(),
        "fallthrough_statement": Nothing(), "import_declaration": Nothing(),
        "type_declaration": Group(), "type_spec": Record(), "type_alias": Nothing(),
        "function_declaration": Func(), "method_declaration": Method(),
    },
    argument_lists=frozenset({"argument_list"}),
    arguments={"variadic_argument": Spread("*")},
    cases={
        "expression_case": Listed("value", ":statement_list"), "type_case": Listed("type", ":statement_list"),
        "default_case": Listed(None, ":statement_list"), "communication_case": Ready(None, ":statement_list"),
    },
    blocks=frozenset({"block", "statement_list"}),
    import_kinds=frozenset({"import_spec"}),
    imports=imports,
    gather=gathered,
    comparisons={token: token for token in ("==", "!=", "<", "<=", ">", ">=")},
    logic={"&&": "and", "||": "or"},
    escapes=Escapes(
        {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "a": "\a"}, frozenset({"byte", "unit", "wide", "octal"})
    ),
    atoms=frozenset({
        "identifier", "type_identifier", "int_literal", "float_literal", "interpreted_string_literal", "raw_string_literal", "rune_literal",
        "true", "false", "nil",
    }),
)  # fmt: skip
