"""Functions and classes that are declared."""

from __future__ import annotations

import libcst as cst

from golint.facts import Class, Function, Statement
from golint.frontends.python.parameters import parameters
from golint.frontends.python.reading import Reading


def function(node: cst.FunctionDef, reading: Reading) -> tuple[Statement, ...]:
    name, spans, names = node.name.value, reading.spans, reading.names
    decorators = reading.expressions(decorator.decorator for decorator in node.decorators)
    formal, qualname = tuple(parameters(node.params, reading)), names.qualified(name)
    with names.inside(name, (parameter.name for parameter in formal)):
        body = reading.block(node.body)
    return (Function(name, qualname, formal, decorators, body, spans[node], spans[node.name], node.asynchronous is not None),)


def class_(node: cst.ClassDef, reading: Reading) -> tuple[Statement, ...]:
    name, spans, names = node.name.value, reading.spans, reading.names
    decorators = reading.expressions(decorator.decorator for decorator in node.decorators)
    bases, qualname = reading.expressions(base.value for base in node.bases), names.qualified(name)
    with names.inside(name):
        body = reading.block(node.body)
    return (Class(name, qualname, bases, decorators, body, spans[node], spans[node.name]),)
