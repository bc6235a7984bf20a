"""Ruby."""

from __future__ import annotations

from golint.frontends.grammars.ruby.branches import (
    Alias,
    Body,
    Cases,
    Giveback,
    Giving,
    If,
    Jumping,
    Junction,
    Parenthesized,
    PatternArm,
    Refusal,
    Rescued,
    TakingApart,
    Until,
    Updating,
)  # fmt: skip
from golint.frontends.grammars.ruby.definitions import Closure, Definition, Method, Rest
from golint.frontends.grammars.ruby.messages import Global, Lone, Message, Own, Prefix, Several, Step, Word, handed, imports, keyword
from golint.frontends.grammars.ruby.texts import ESCAPES, Command, Content, Heredoc, Quoted, Symbol
from golint.frontends.grammars.ruby.words import prepare
from golint.frontends.treesitter.atoms import Constant, Identifier, Joined, Number
from golint.frontends.treesitter.branches import Arm, Catch, Repeat
from golint.frontends.treesitter.definitions import Formal
from golint.frontends.treesitter.entries import Pair, Spread, Unpacked
from golint.frontends.treesitter.expressions import Binding, Entries, Inner, Items, Operation, Parts, Subscript, Ternary
from golint.frontends.treesitter.grammar import Grammar, Shape
from golint.frontends.treesitter.statements import Group

SHAPES: dict[str, Shape] = {
    "identifier": Identifier(), "constant": Identifier(), "self": Own(), "instance_variable": Own(), "class_variable": Own(),
    "global_variable": Global(), "super": Identifier(), "file": Identifier(), "line": Identifier(), "encoding": Identifier(),
    "scope_resolution": Step(), "true": Constant(True, "boolean"), "false": Constant(False, "boolean"), "nil": Constant(None, "null"),
    "integer": Number(), "float": Number(), "complex": Number(), "rational": Number("r"),
    "string": Quoted(), "bare_string": Quoted(), "bare_symbol": Quoted(), "delimited_symbol": Quoted(), "regex": Quoted("regex"),
    "heredoc_beginning": Heredoc(), "chained_string": Joined(), "subshell": Command(), "simple_symbol": Symbol(), "character": Symbol(),
    "string_content": Content(), "heredoc_content": Content(),
    "string_array": Items(), "symbol_array": Items(), "array": Items(), "hash": Entries(), "pair": Lone(),
    "parenthesized_statements": Parenthesized(), "argument_list": Several(),
    "splat_argument": Inner(), "hash_splat_argument": Inner(), "block_argument": Inner(), "rest_assignment": Inner(),
    "splat_parameter": Inner("name"), "hash_splat_parameter": Inner("name"), "exception_variable": Inner(), "in": Inner(),
    "left_assignment_list": Items(), "destructured_left_assignment": Items(), "right_assignment_list": Items(),
    "destructured_parameter": Items(), "exceptions": Items(), "forward_argument": Parts(),
    "call": Message(), "element_reference": Subscript("object", "*"), "yield": Word(), "retry": Word(), "redo": Word(),
    "binary": Junction(), "unary": Prefix("operand"), "conditional": Ternary(), "range": Operation("begin", "end"),
    "pattern": Inner(), "array_pattern": Items(), "find_pattern": Items(), "hash_pattern": Entries(),
    "as_pattern": Binding("name", "value"),
    "parenthesized_pattern": Inner(), "alternative_pattern": Items(), "variable_reference_pattern": Inner("name"),
    "expression_reference_pattern": Inner("value"), "if_guard": Inner("condition"), "unless_guard": Refusal("condition"),
    "test_pattern": Parts(), "match_pattern": TakingApart(),
    "assignment": Giving(), "operator_assignment": Updating(), "alias": Alias(),
    "begin": Body(), "body_statement": Body(), "block_body": Group(), "then": Group(), "do": Group(), "else": Group(), "ensure": Group(),
    "begin_block": Group(), "end_block": Group(),
    "if": If(), "elsif": If(), "unless": If(refuses=True), "if_modifier": If(then="body"), "unless_modifier": If(then="body", refuses=True),
    "case": Cases("value"), "case_match": Cases("value"), "while": Repeat(), "until": Until(), "while_modifier": Repeat(),
    "until_modifier": Until(), "for": Repeat("pattern", "value"), "rescue_modifier": Rescued(),
    "return": Giveback(), "break": Jumping("break"), "next": Jumping("continue"),
    "method": Method(), "singleton_method": Method(), "lambda": Closure(None), "block": Closure(None), "do_block": Closure(None),
    "class": Definition("superclass"), "module": Definition("superclass"), "singleton_class": Group("body"),
}  # fmt: skip

GRAMMAR = Grammar(
    module="tree_sitter_ruby",
    prepare=prepare,
    ignored=frozenset({"empty_statement", "uninterpreted", "undef", "operator", "hash_splat_nil", "escape_sequence", "heredoc_end"}),
    shapes=SHAPES,
    parameters={
        "identifier": Formal(), "optional_parameter": Formal("name", "value"), "keyword_parameter": Formal("name", "value"),
        "splat_parameter": Rest("name", spread="*"), "hash_splat_parameter": Rest("name", spread="**"), "block_parameter": Formal("name"),
        "forward_parameter": Rest("name", spread="*"), "destructured_parameter": Formal(),
    },
    argument_lists=frozenset({"argument_list"}),
    arguments={
        "pair": keyword, "splat_argument": Spread("*"), "hash_splat_argument": Spread("**"), "block_argument": handed,
        "forward_argument": Spread("*"),
    },
    entries={
        "pair": Pair(), "keyword_pattern": Pair(), "hash_splat_argument": Unpacked(), "hash_splat_parameter": Unpacked("name"),
    },
    cases={"when": Arm("pattern"), "in_clause": PatternArm("pattern", guard="guard"), "else": Arm(None, "*")},
    handlers={"rescue": Catch("exceptions", "variable")},
    blocks=frozenset({"body_statement", "block_body", "then", "do", "else", "ensure", "begin"}),
    labels=frozenset({"hash_key_symbol"}),
    import_kinds=frozenset({"call"}),
    imports=imports,
    comparisons={token: token for token in ("==", "!=", "<", "<=", ">", ">=")} | {"===": "=="},
    logic={"&&": "and", "||": "or", "and": "and", "or": "or"},
    escapes=ESCAPES,
    atoms=frozenset({
        "identifier", "constant", "integer", "float", "string_content", "heredoc_content", "simple_symbol", "true", "false", "nil",
        "instance_variable",
    }),
)  # fmt: skip
