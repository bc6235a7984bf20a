"""Kotlin."""

from __future__ import annotations

from golint.frontends.grammars._jvm import Returning, Setting, Super, Valued
from golint.frontends.grammars.kotlin.branches import (
    For,
    KotlinExpression,
    KotlinFunction,
    KotlinLambda,
    Labelled,
    Secondary,
    When,
    While,
)  # fmt: skip
from golint.frontends.grammars.kotlin.definitions import Anonymous, EnumEntry, KotlinClass, Property, imports
from golint.frontends.grammars.kotlin.trees import mend, prepare
from golint.frontends.grammars.kotlin.values import (
    Delegation,
    Element,
    Infix,
    Invoked,
    KotlinText,
    Navigation,
    Operator,
    Own,
    Range,
    Reference,
    Signed,
    TypeName,
    Word,
    argument,
)  # fmt: skip
from golint.frontends.literals import Escapes
from golint.frontends.treesitter.atoms import Number, Text
from golint.frontends.treesitter.branches import Catch, Conditional, Trial
from golint.frontends.treesitter.expressions import Inner, Invocation, Items, Operation
from golint.frontends.treesitter.grammar import Grammar
from golint.frontends.treesitter.statements import Group, Nothing, Throw

GRAMMAR = Grammar(
    module="tree_sitter_kotlin",
    comments=frozenset({"line_comment", "block_comment", "shebang"}),
    ignored=frozenset({
        "package_header", "file_annotation", "type_alias", "type_arguments", "type_parameters", "type_constraints", "type_modifiers",
        "function_type", "class_modifier", "function_modifier", "inheritance_modifier", "member_modifier", "parameter_modifier",
        "platform_modifier", "property_modifier", "reification_modifier", "visibility_modifier", "variance_modifier", "use_site_target",
        "label", "string_content", "escape_sequence",
    }),
    shapes={
        "identifier": Word(), "user_type": TypeName(), "nullable_type": Inner(), "non_nullable_type": Inner(),
        "parenthesized_type": Inner(), "this_expression": Own(), "super_expression": Super(),
        "number_literal": Number("lLuU"), "float_literal": Number("fF"), "character_literal": Text(),
        "string_literal": KotlinText(), "multiline_string_literal": KotlinText(),
        "parenthesized_expression": Inner(), "as_expression": Inner("left"), "annotated_expression": Inner(-1),
        "spread_expression": Inner(), "explicit_delegation": Inner(), "variable_declaration": Inner(":identifier"),
        "multi_variable_declaration": Items(), "collection_literal": Items(), "annotation": Inner(-1),
        "constructor_invocation": Invocation(":user_type", ":value_arguments"), "constructor_delegation_call": Delegation(),
        "navigation_expression": Navigation(), "index_expression": Element(), "call_expression": Invoked(),
        "callable_reference": Reference(), "binary_expression": Operator(), "in_expression": Operation(), "is_expression": Operation(),
        "unary_expression": Signed("argument"), "infix_expression": Infix(), "range_expression": Range(),
        "lambda_literal": KotlinLambda(), "annotated_lambda": Inner(-1), "anonymous_function": KotlinExpression(),
        "object_literal": Anonymous(), "labeled_expression": Labelled(-1),
        "if_expression": Valued(Conditional("condition", 0, 1)), "when_expression": Valued(When()),
        "try_expression": Valued(Trial(final=":finally_block", body=0)),
        "block": Group(), "finally_block": Group(), "class_body": Group(), "enum_class_body": Group(),
        "companion_object": Group(":class_body"), "anonymous_initializer": Group(":block"),
        "property_declaration": Property(), "assignment": Setting(), "for_statement": For(), "while_statement": While(),
        "do_while_statement": While(), "return_expression": Returning(), "throw_expression": Throw(), "import": Nothing(),
        "function_declaration": KotlinFunction(), "secondary_constructor": Secondary(), "class_declaration": KotlinClass(),
        "object_declaration": KotlinClass(), "enum_entry": EnumEntry(),
    },
    argument_lists=frozenset({"value_arguments"}),
    arguments={"value_argument": argument},
    handlers={"catch_block": Catch(":user_type", ":identifier", ":block")},
    blocks=frozenset({"block", "class_body", "lambda_literal"}),
    decorators=frozenset({"modifiers"}),
    import_kinds=frozenset({"import"}),
    imports=imports,
    comparisons={
        "==": "==", "===": "==", "!=": "!=", "!==": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "in": "in", "!in": "not in",
        "is": "is", "!is": "is not",
    },
    logic={"&&": "and", "||": "or", "?:": "or"},
    escapes=Escapes({"n": "\n", "r": "\r", "t": "\t", "b": "\b"}, frozenset({"unit"})),
    prepare=prepare,
    mend=mend,
    atoms=frozenset({"identifier", "number_literal", "string_literal", "multiline_string_literal", "character_literal"}),
)  # fmt: skip
