"""C#."""

from __future__ import annotations

from golint.frontends.grammars.csharp.expressions import (
    Access,
    Base,
    Bracketed,
    Calling,
    Conditioned,
    Marked,
    Marker,
    Named,
    Query,
    Truth,
    TypeOf,
    argument,
    imports,
)
from golint.frontends.grammars.csharp.flow import Assigned, Choosing, Operator, Thrown, Variables, Yielded, handler
from golint.frontends.grammars.csharp.members import Anonymous, Constructor, Kind, Member, Method, Property, bare_parameter, parameter
from golint.frontends.grammars.csharp.patterns import Is
from golint.frontends.grammars.csharp.switches import Returning, Sections, SwitchValue
from golint.frontends.grammars.csharp.texts import Text
from golint.frontends.grammars.csharp.values import IMPLICIT, Array, Changed, Creation, Filling, Unnamed
from golint.frontends.literals import Escapes
from golint.frontends.treesitter.atoms import Constant, Identifier, Number
from golint.frontends.treesitter.branches import Conditional, Repeat, Trial
from golint.frontends.treesitter.expressions import Inner, Items, Operation, Parts, Subscript
from golint.frontends.treesitter.grammar import Grammar, Shape
from golint.frontends.treesitter.statements import Group, Leap, Nothing, Plain, Resource

SHAPES: dict[str, Shape] = {
    "identifier": Named(), "generic_name": Named(), "qualified_name": Named(), "alias_qualified_name": Named(), "predefined_type": Named(),
    "nullable_type": Named(), "array_type": Named(), "this": Identifier(), "base": Base(), "discard": Identifier(),
    "boolean_literal": Truth(), "null_literal": Constant(None, "null"), "default_expression": Constant(None, "null"),
    "integer_literal": Number(suffixes="uUlL"), "real_literal": Number(suffixes="fFdDmM"),
    "string_literal": Text(), "verbatim_string_literal": Text(), "raw_string_literal": Text(), "character_literal": Text(),
    "interpolated_string_expression": Text(),
    "parenthesized_expression": Inner(), "await_expression": Inner(), "checked_expression": Inner(), "ref_expression": Inner(),
    "cast_expression": Inner("value"), "as_expression": Inner("left"), "argument": Inner(), "declaration_expression": Inner("name"),
    "collection_element": Inner(), "expression_element": Inner(), "spread_element": Inner(),
    "member_access_expression": Access("expression", "name"), "conditional_access_expression": Access("condition", 0),
    "element_access_expression": Subscript("expression", "subscript"), "bracketed_argument_list": Bracketed(),
    "element_binding_expression": Bracketed(), "typeof_expression": TypeOf(), "attribute": Marked(),
    "invocation_expression": Calling("function", "arguments"),
    "object_creation_expression": Creation(), "implicit_object_creation_expression": IMPLICIT, "initializer_expression": Filling(),
    "anonymous_object_creation_expression": Unnamed(), "with_expression": Changed(), "array_creation_expression": Array(),
    "implicit_array_creation_expression": Array(), "stackalloc_expression": Array(), "implicit_stackalloc_expression": Array(),
    "collection_expression": Items(), "tuple_expression": Items(), "tuple_pattern": Items(), "parenthesized_variable_designation": Items(),
    "binary_expression": Operator(), "is_expression": Operation(), "is_pattern_expression": Is(), "conditional_expression": Choosing(),
    "prefix_unary_expression": Marker(0), "postfix_unary_expression": Marker(0, frozenset({"!"})), "range_expression": Parts(),
    "query_expression": Query(), "switch_expression": SwitchValue(), "throw_expression": Thrown(),
    "lambda_expression": Anonymous(None), "anonymous_method_expression": Anonymous(None, body=":block"),
    "assignment_expression": Assigned(), "variable_declaration": Variables(),
    "global_statement": Group(), "expression_statement": Plain(), "arrow_expression_clause": Plain(), "block": Group(),
    "local_declaration_statement": Group(), "checked_statement": Group(), "unsafe_statement": Group(), "labeled_statement": Group(1),
    "finally_clause": Group(), "goto_statement": Nothing(), "preproc_if": Conditioned(), "preproc_elif": Conditioned(),
    "preproc_else": Conditioned(),
    "if_statement": Conditional(), "while_statement": Repeat(), "do_statement": Repeat(), "foreach_statement": Repeat("left", "right"),
    "for_statement": Repeat(before="initializer", after="update"), "switch_statement": Sections(),
    "try_statement": Trial(final=":finally_clause"),
    "using_statement": Resource(0), "lock_statement": Resource(0, 1), "fixed_statement": Resource(0, 1),
    "return_statement": Returning(), "throw_statement": Thrown(), "yield_statement": Yielded(),
    "break_statement": Leap("break"), "continue_statement": Leap("continue"),
    "using_directive": Nothing(), "namespace_declaration": Group("body"), "file_scoped_namespace_declaration": Nothing(),
    "global_attribute": Group(), "declaration_list": Group(), "enum_member_declaration_list": Group(),
    "class_declaration": Kind(":base_list"), "record_declaration": Kind(":base_list"), "struct_declaration": Kind(":base_list"),
    "interface_declaration": Kind(":base_list"), "enum_declaration": Kind(":base_list"), "enum_member_declaration": Member("name", "value"),
    "field_declaration": Group(), "event_field_declaration": Group(), "property_declaration": Property(),
    "indexer_declaration": Property("Item"), "event_declaration": Property(),
    "method_declaration": Method(), "local_function_statement": Method(), "constructor_declaration": Constructor(called="constructor"),
    "destructor_declaration": Method(called="destructor"), "operator_declaration": Method(called="operator"),
    "conversion_operator_declaration": Method(called="operator"),
}  # fmt: skip

GRAMMAR = Grammar(
    module="tree_sitter_c_sharp",
    words=frozenset({"this", "base"}),
    comments=frozenset({"comment", "shebang_directive"}),
    trivia=frozenset({
        "preproc_region", "preproc_endregion", "preproc_line", "preproc_pragma", "preproc_nullable", "preproc_error", "preproc_warning",
        "preproc_define", "preproc_undef",
    }),
    ignored=frozenset({
        "modifier", "type_argument_list", "type_parameter_list", "type_parameter_constraints_clause", "implicit_type", "tuple_type",
        "pointer_type", "function_pointer_type", "ref_type", "scoped_type", "attribute_target_specifier", "explicit_interface_specifier",
        "empty_statement", "delegate_declaration", "extern_alias_directive", "string_literal_content", "string_content", "escape_sequence",
        "interpolation_start", "interpolation_quote", "interpolation_brace", "interpolation_format_clause",
    }),
    shapes=SHAPES,
    parameters={"parameter": parameter, "implicit_parameter": bare_parameter, "identifier": bare_parameter},
    argument_lists=frozenset({"argument_list", "attribute_argument_list"}),
    arguments={"argument": argument, "attribute_argument": argument},
    handlers={"catch_clause": handler},
    blocks=frozenset({"block", "declaration_list"}),
    decorators=frozenset({"attribute_list"}),
    import_kinds=frozenset({"using_directive"}),
    imports=imports,
    comparisons={token: token for token in ("==", "!=", "<", "<=", ">", ">=", "is")},
    logic={"&&": "and", "||": "or", "??": "or"},
    escapes=Escapes(
        {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "e": "\x1b"},
        frozenset({"byte", "unit", "wide", "octal"}),
    ),
    atoms=frozenset({
        "identifier", "integer_literal", "real_literal", "string_literal", "verbatim_string_literal", "raw_string_literal",
        "character_literal", "interpolated_string_expression", "boolean_literal", "null_literal",
    }),
)  # fmt: skip
