"""TypeScript: JavaScript, and what types add to it."""

from __future__ import annotations

from msgspec.structs import replace

from golint.frontends.grammars import javascript
from golint.frontends.grammars._ecmascript import Declarator, Field
from golint.frontends.grammars._unread import read_alone
from golint.frontends.treesitter.atoms import Identifier
from golint.frontends.treesitter.definitions import ClassStatement, Formal
from golint.frontends.treesitter.expressions import Inner, Member
from golint.frontends.treesitter.statements import Assignment, Group, Nothing

GRAMMAR = replace(
    javascript.GRAMMAR,
    module="tree_sitter_typescript",
    function="language_typescript",
    ignored=javascript.IGNORED | {
        "type_annotation", "type_arguments", "type_parameters", "type_alias_declaration", "interface_declaration", "ambient_declaration",
        "function_signature", "method_signature", "abstract_method_signature", "index_signature", "accessibility_modifier",
        "override_modifier", "predefined_type", "asserts_annotation", "type_predicate_annotation",
    },
    closed=dict.fromkeys((
        "type_annotation", "type_arguments", "type_parameters", "type_alias_declaration", "interface_declaration", "function_signature",
        "method_signature", "abstract_method_signature", "index_signature", "asserts_annotation", "type_predicate_annotation",
    ), b""),
    shapes=javascript.SHAPES | {
        "type_identifier": Identifier(),
        "nested_identifier": Member("object", "property"), "nested_type_identifier": Member("module", "name"),
        "as_expression": Inner(), "satisfies_expression": Inner(), "non_null_expression": Inner(), "type_assertion": Inner(-1),
        "instantiation_expression": Inner(),
        "variable_declarator": Declarator("name", "value", "type"),
        "public_field_definition": Field("name", "value", "type"),
        "abstract_class_declaration": ClassStatement(":class_heritage"),
        "enum_declaration": ClassStatement(":class_heritage"), "enum_body": Group(), "enum_assignment": Assignment("name", "value"),
        "internal_module": Group("body"), "module": Group("body"), "import_alias": Nothing(),
    },
    parameters={
        **javascript.GRAMMAR.parameters,
        "required_parameter": Formal("pattern", "value", "type", field=":accessibility_modifier"),
        "optional_parameter": Formal("pattern", "value", "type", field=":accessibility_modifier"),
    },
    import_kinds=javascript.GRAMMAR.import_kinds | {"import_alias"},
    disguise=read_alone,
)  # fmt: skip
