"""Java."""

from __future__ import annotations

from golint.frontends.grammars._jvm import Returning, ReturningExpression, Setting, Super, Valued
from golint.frontends.grammars.java.branches import Alternatives, Resources, Yield, arm, catch
from golint.frontends.grammars.java.definitions import Constant as EnumConstant
from golint.frontends.grammars.java.definitions import Constructor, Declaration, Definition, Opened, Record, imports
from golint.frontends.grammars.java.values import (
    ClassOf,
    Construction,
    Delegation,
    Field,
    Instance,
    Method,
    NewArray,
    Reference,
    TextBlock,
)  # fmt: skip
from golint.frontends.literals import Escapes
from golint.frontends.treesitter.atoms import Constant, Identifier, Number, Text
from golint.frontends.treesitter.branches import Conditional, Repeat, Trial
from golint.frontends.treesitter.definitions import Formal, FunctionStatement
from golint.frontends.treesitter.entries import Keyword
from golint.frontends.treesitter.expressions import Inner, Invocation, Items, Operation, Subscript, Ternary, Unary
from golint.frontends.treesitter.grammar import Grammar
from golint.frontends.treesitter.statements import Assignment, Group, Leap, Mention, Nothing, Plain, Resource, Throw

GRAMMAR = Grammar(
    module="tree_sitter_java",
    comments=frozenset({"line_comment", "block_comment"}),
    ignored=frozenset({
        "type_arguments", "type_parameters", "dimensions", "throws", "permits", "receiver_parameter", "package_declaration",
        "module_declaration", "string_fragment", "multiline_string_fragment", "escape_sequence", "wildcard", "underscore_pattern",
    }),
    shapes={
        "identifier": Identifier(), "type_identifier": Identifier(), "scoped_identifier": Identifier(), "this": Identifier(),
        "scoped_type_identifier": Identifier(), "integral_type": Identifier(), "floating_point_type": Identifier(),
        "boolean_type": Identifier(), "void_type": Identifier(), "generic_type": Inner(), "array_type": Inner("element"),
        "annotated_type": Inner(-1), "super": Super(),
        "true": Constant(True, "boolean"), "false": Constant(False, "boolean"), "null_literal": Constant(None, "null"),
        "decimal_integer_literal": Number("lL"), "hex_integer_literal": Number("lL"), "octal_integer_literal": Number("lL"),
        "binary_integer_literal": Number("lL"), "decimal_floating_point_literal": Number("fFdD"), "hex_floating_point_literal": Number(),
        "string_literal": TextBlock("string_interpolation"), "character_literal": Text(),
        "template_expression": Inner("template_argument"),
        "parenthesized_expression": Inner(), "cast_expression": Inner("value"),
        "field_access": Field("object", "field"), "array_access": Subscript("array", "index"), "method_invocation": Method(),
        "object_creation_expression": Construction(), "explicit_constructor_invocation": Delegation(),
        "method_reference": Reference(), "class_literal": ClassOf(), "instanceof_expression": Instance(),
        "binary_expression": Operation(), "unary_expression": Unary("operand"), "update_expression": Unary(0),
        "ternary_expression": Ternary(), "array_creation_expression": NewArray(), "array_initializer": Items(),
        "element_value_array_initializer": Items(), "annotation": Invocation("name", "arguments"), "marker_annotation": Inner("name"),
        "lambda_expression": ReturningExpression(None), "switch_expression": Valued(Alternatives()),
        "expression_statement": Plain(), "block": Group(), "constructor_body": Group(), "finally_clause": Group(),
        "labeled_statement": Group(1), "static_initializer": Group(), "class_body": Group(), "interface_body": Group(),
        "enum_body": Group(), "enum_body_declarations": Group(), "annotation_type_body": Group(), "resource_specification": Group(),
        "variable_declarator": Inner("name"), "local_variable_declaration": Declaration(), "field_declaration": Declaration(),
        "constant_declaration": Declaration(), "resource": Opened(), "enum_constant": EnumConstant(),
        "annotation_type_element_declaration": Assignment("name", "value", "type"),
        "assignment_expression": Setting(), "if_statement": Conditional(), "while_statement": Repeat(), "do_statement": Repeat(),
        "for_statement": Repeat(before="init", after="update"), "enhanced_for_statement": Repeat("name", "value"),
        "try_statement": Trial(final=":finally_clause"), "try_with_resources_statement": Resources(final=":finally_clause"),
        "synchronized_statement": Resource(":parenthesized_expression"),
        "assert_statement": Mention(),  # runs only where the virtual machine is told to
        "return_statement": Returning(), "throw_statement": Throw(), "yield_statement": Yield(),
        "break_statement": Leap("break"), "continue_statement": Leap("continue"), "import_declaration": Nothing(),
        "method_declaration": FunctionStatement(), "constructor_declaration": Constructor(),
        "compact_constructor_declaration": Constructor(), "class_declaration": Definition("superclass"),
        "interface_declaration": Definition("superclass"), "enum_declaration": Definition("superclass"),
        "annotation_type_declaration": Definition("superclass"), "record_declaration": Record("superclass"),
    },
    parameters={
        "identifier": Formal(), "formal_parameter": Formal("name", None, "type"),
        "spread_parameter": Formal(":variable_declarator", spread="*"),
    },
    argument_lists=frozenset({"argument_list", "annotation_argument_list"}),
    arguments={"element_value_pair": Keyword("key")},
    cases={"switch_block_statement_group": arm, "switch_rule": arm},
    handlers={"catch_clause": catch},
    blocks=frozenset({"block", "constructor_body", "class_body", "interface_body"}),
    decorators=frozenset({"modifiers"}),
    import_kinds=frozenset({"import_declaration"}),
    imports=imports,
    comparisons={token: token for token in ("==", "!=", "<", "<=", ">", ">=")},
    logic={"&&": "and", "||": "or"},
    escapes=Escapes(
        {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "s": " "}, frozenset({"unit", "octal", "line"})
    ),
    atoms=frozenset({
        "identifier", "type_identifier", "decimal_integer_literal", "string_literal", "character_literal", "true", "false", "null_literal",
    }),
)  # fmt: skip
