"""PHP, with the HTML around it."""

from __future__ import annotations

from golint.frontends.grammars.php.calls import Access, Attributed, Creation, FunctionCall, Keyword, MethodCall, argument
from golint.frontends.grammars.php.choices import ArrowFunction, Choosing, Match, MatchArm, Returning
from golint.frontends.grammars.php.classes import ClassLike, Fields, Method, Unnamed, imports, parameter
from golint.frontends.grammars.php.flow import Appended, Assigned, Listed, Sentence, Thrown
from golint.frontends.grammars.php.texts import DOUBLE, HEREDOC, NOWDOC, SINGLE, Heredoc, Quoted, Shell
from golint.frontends.grammars.php.values import Array, Conditional, Dynamic, Element, Operated, Scope, Taken, Truth, Variable, Word
from golint.frontends.treesitter import branches
from golint.frontends.treesitter.atoms import Constant, Number
from golint.frontends.treesitter.branches import Arm, Catch, Repeat, Trial
from golint.frontends.treesitter.definitions import FunctionExpression, FunctionStatement
from golint.frontends.treesitter.expressions import Inner, Items, Parts, Unary
from golint.frontends.treesitter.grammar import Grammar, Shape
from golint.frontends.treesitter.statements import Assignment, Group, Leap, Nothing

SHAPES: dict[str, Shape] = {
    "variable_name": Variable(), "dynamic_variable_name": Dynamic(), "name": Word(), "qualified_name": Word(), "relative_name": Word(),
    "namespace_name": Word(), "relative_scope": Scope(), "named_type": Inner(), "type_list": Items(),
    "boolean": Truth(), "null": Constant(None, "null"), "integer": Number(), "float": Number(),
    "string": Quoted(SINGLE), "encapsed_string": Quoted(DOUBLE), "heredoc": Heredoc(HEREDOC), "nowdoc": Heredoc(NOWDOC),
    "shell_command_expression": Shell(),
    "parenthesized_expression": Inner(), "error_suppression_expression": Inner(), "cast_expression": Inner("value"),
    "clone_expression": Inner(), "by_ref": Inner(), "variadic_unpacking": Inner(),
    "member_access_expression": Access("object", "name"), "nullsafe_member_access_expression": Access("object", "name"),
    "class_constant_access_expression": Access(0, 1), "scoped_property_access_expression": Access("scope", "name", static=True),
    "member_call_expression": MethodCall("object", "name"), "nullsafe_member_call_expression": MethodCall("object", "name"),
    "scoped_call_expression": MethodCall("scope", "name"), "function_call_expression": FunctionCall(),
    "object_creation_expression": Creation(), "attribute": Attributed(), "subscript_expression": Element(),
    "echo_statement": Keyword("echo"), "print_intrinsic": Keyword("print"), "exit_statement": Keyword("exit"),
    "unset_statement": Keyword("unset"), "include_expression": Keyword("include"), "include_once_expression": Keyword("include_once"),
    "require_expression": Keyword("require"), "require_once_expression": Keyword("require_once"),
    "binary_expression": Operated(), "unary_op_expression": Unary(), "update_expression": Unary(),
    "conditional_expression": Conditional(then="body"),
    "yield_expression": Parts(), "sequence_expression": Listed(),
    "array_creation_expression": Array(), "list_literal": Taken(), "pair": Items(),
    "anonymous_function": FunctionExpression(None), "arrow_function": ArrowFunction(None),
    "property_hook": ArrowFunction(None, infers=False), "anonymous_class": Unnamed(),
    "match_expression": Match(Choosing("condition")), "throw_expression": Thrown(),
    "compound_statement": Group(), "colon_block": Group(), "declaration_list": Group(), "enum_declaration_list": Group(),
    "property_hook_list": Group(), "else_clause": Group("body"), "finally_clause": Group("body"), "declare_statement": Group(),
    "namespace_definition": Group("body"), "function_static_declaration": Group(), "const_declaration": Group(":const_element"),
    "expression_statement": Sentence(), "assignment_expression": Assigned(), "reference_assignment_expression": Assigned(),
    "augmented_assignment_expression": Appended(), "static_variable_declaration": Assignment("name", "value"),
    "const_element": Assignment(0, 1), "enum_case": Assignment("name", "value"), "property_declaration": Fields(),
    "if_statement": branches.Conditional(then="body"), "else_if_clause": branches.Conditional(then="body", chained=True),
    "while_statement": Repeat(), "do_statement": Repeat(), "for_statement": Repeat(before="initialize", after="update"),
    "foreach_statement": Repeat(1, 0), "switch_statement": Choosing("condition", falls=True),
    "try_statement": Trial(None, ":finally_clause"),
    "return_statement": Returning(), "break_statement": Leap("break"), "continue_statement": Leap("continue"),
    "namespace_use_declaration": Nothing(), "use_declaration": Nothing(), "global_declaration": Nothing(),
    "function_definition": FunctionStatement(), "method_declaration": Method(), "class_declaration": ClassLike(),
    "trait_declaration": ClassLike(), "enum_declaration": ClassLike(), "interface_declaration": ClassLike(),
}  # fmt: skip
IGNORED = frozenset({
    "empty_statement", "goto_statement", "named_label_statement", "declare_directive", "anonymous_function_use_clause",
    "reference_modifier", "static_modifier", "visibility_modifier", "abstract_modifier", "final_modifier", "readonly_modifier",
    "var_modifier", "primitive_type", "optional_type", "union_type", "intersection_type", "disjunctive_normal_form_type", "bottom_type",
    "cast_type", "argument_placeholder", "variadic_placeholder", "class_interface_clause", "string_content", "escape_sequence",
})  # fmt: skip

GRAMMAR = Grammar(
    module="tree_sitter_php",
    function="language_php",
    trivia=frozenset({"text", "text_interpolation", "php_tag", "php_end_tag"}),
    ignored=IGNORED,
    shapes=SHAPES,
    parameters={"simple_parameter": parameter, "variadic_parameter": parameter, "property_promotion_parameter": parameter},
    argument_lists=frozenset({"arguments"}),
    arguments={"argument": argument},
    cases={
        "case_statement": Arm("value", "*"), "default_statement": Arm(None, "*"),
        "match_conditional_expression": MatchArm("conditional_expressions", "return_expression"),
        "match_default_expression": Arm(None, "return_expression"),
    },
    handlers={"catch_clause": Catch("type", "name")},
    blocks=frozenset({"compound_statement", "colon_block", "declaration_list", "enum_declaration_list"}),
    decorators=frozenset({"attribute_list"}),
    import_kinds=frozenset({
        "namespace_use_declaration", "include_expression", "include_once_expression", "require_expression", "require_once_expression",
    }),
    imports=imports,
    comparisons={
        "==": "==", "===": "==", "!=": "!=", "!==": "!=", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "instanceof": "is",
    },
    logic={"&&": "and", "||": "or", "??": "or", "and": "and", "or": "or"},
    mend=lambda data: data.replace(b"<?xml", b"< xml"),  # a declaration of XML opens no code
    atoms=frozenset({"variable_name", "name", "integer", "float", "string", "encapsed_string", "boolean", "null"}),
)  # fmt: skip
