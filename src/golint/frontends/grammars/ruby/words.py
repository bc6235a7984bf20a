"""Ruby's bare words, settled before a tree is lowered: a word is a local variable or a call, and only what stands before it tells which."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from golint.frontends.treesitter.syntax import Syntax

_BLOCKS = frozenset({"block", "do_block", "lambda"})
_LOOPS = frozenset({"while", "until", "for", "while_modifier", "until_modifier"})
_BINDERS = frozenset({
    "left_assignment_list", "destructured_left_assignment", "rest_assignment", "exception_variable", "method_parameters",
    "lambda_parameters", "block_parameters", "destructured_parameter", "array_pattern", "find_pattern", "alternative_pattern",
    "parenthesized_pattern",
})  # fmt: skip
_BINDING_FIELDS = {
    "assignment": "left", "operator_assignment": "left", "for": "pattern", "in_clause": "pattern", "match_pattern": "pattern",
    "test_pattern": "pattern", "optional_parameter": "name", "keyword_parameter": "name", "splat_parameter": "name",
    "hash_splat_parameter": "name", "block_parameter": "name", "as_pattern": "name", "keyword_pattern": "value",
}  # fmt: skip
_NAMING_FIELDS = {
    "call": "method", "method": "name", "singleton_method": "name", "setter": "name", "alias": "*", "undef": None,
    "scope_resolution": "name", "variable_reference_pattern": "name", "keyword_parameter": "name",
}  # fmt: skip
_IMPLICIT = frozenset({"it", "_1"})
_CONSTANTS = frozenset({b"__FILE__", b"__LINE__", b"__ENCODING__"})


_CLASSES = frozenset({"class", "module", "singleton_class"})
_SCOPED = _BLOCKS | _LOOPS | _CLASSES | {"method", "singleton_method"}
_WORDS = frozenset({"identifier", "super", "next"})
"""What is settled though nothing stands below it."""
_SETTLED = frozenset({"identifier", "call", "super", "next", "pair", "keyword_pattern", "block_parameters"})
_READERS = frozenset({
    "attr_reader", "attr_accessor", "cattr_accessor", "cattr_reader", "mattr_accessor", "mattr_reader", "class_attribute",
})  # fmt: skip


class Members(Struct, frozen=True):
    """What a class itself says of its bare words: those that read a variable of the object, and those that are its own methods."""

    readers: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()


class Scope(Struct):
    """The local variables so far. A block sees those around it; a method and a class do not. `routine` is the method's name."""

    names: set[str] = field(default_factory=set)
    members: Members = field(default_factory=Members)
    outer: Scope | None = None
    routine: Syntax | None = None
    block: Syntax | None = None
    loops: bool = False

    def knows(self, name: str) -> bool:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return True
            scope = scope.outer
        return False

    def inside(self, node: Syntax, data: bytes) -> Scope:
        """The scope of what stands below a node."""
        if node.kind in ("method", "singleton_method"):
            return Scope(members=self.members, routine=node.one("name"))
        if node.kind in _CLASSES:
            return Scope(members=_members(node, data))
        if node.kind in _BLOCKS:
            return Scope(members=self.members, outer=self, routine=self.routine, block=node)
        return replace(self, loops=True) if node.kind in _LOOPS else self


def prepare(root: Syntax, data: bytes) -> None:
    """Say in a tree what Ruby leaves to the reader.

    A bare word that is no local variable becomes a call, or the variable of the object that it reads (`attr_reader`); what is assigned
    to (`a.b = c`) becomes a path; `super` a call of the method's own name;
    `next` in a block a return; `lambda` and `proc` the function that they make; `x:` a pair with its value. A heredoc's text moves to
    where it belongs.
    """
    if b"<<" in data:
        _gather(root)
    stack = [(root, root, Scope())]
    while stack:
        node, parent, scope = stack.pop()
        if parent.kind in _BINDERS or (node.field is not None and _BINDING_FIELDS.get(parent.kind) == node.field):
            below = _bind(node, scope, data)
        else:
            below = _settle(node, parent, scope, data) if node.kind in _SETTLED else node.children
        if below:
            inner = scope.inside(node, data) if node.kind in _SCOPED else scope
            stack += [(child, node, inner) for child in reversed(below) if child.children or child.kind in _WORDS]


def _settle(node: Syntax, parent: Syntax, scope: Scope, data: bytes) -> Sequence[Syntax]:
    """Rewrite one node of a kind that may have to be, and give those below it that are still to be looked at."""
    match node.kind:
        case "identifier":
            return _word(node, parent, scope, data)
        case "call":
            return _call(node, scope, data)
        case "super" if node.field != "method":
            node.kind, node.children = "call", [Syntax("super", node.start, node.end, "method")]
            return _call(node, scope, data)
        case "next" if scope.block is not None and not scope.loops:
            node.kind = "return"
        case "pair" | "keyword_pattern" if node.one("value") is None:
            _complete(node, data)
        case "block_parameters":
            scope.names.update(_text(child, data) for child in node.all("locals"))
            node.children = [child for child in node.children if child.field != "locals"]
    return node.children


def _text(node: Syntax, data: bytes) -> str:
    return data[node.start : node.end].decode("utf-8", "replace")


def _bind(node: Syntax, scope: Scope, data: bytes) -> Sequence[Syntax]:
    """What is assigned to: a variable from here on, or a place that is reached by a path."""
    if node.kind == "identifier":
        scope.names.add(_text(node, data))
    elif node.kind == "element_reference" and (base := node.one("object")) is not None:
        _as_path(base)
    _as_path(node)
    return node.children


def _as_path(node: Syntax) -> None:
    """A call of no arguments on something, turned into the path that it is called by."""
    receiver, method = node.one("receiver"), node.one("method")
    if node.kind == "call" and receiver is not None and method is not None and len(node.children) == 2:
        node.kind, receiver.field, method.field = "scope_resolution", "scope", "name"


def _word(node: Syntax, parent: Syntax, scope: Scope, data: bytes) -> Sequence[Syntax]:
    place = _NAMING_FIELDS.get(parent.kind, "")
    word = _text(node, data)
    if place in ("*", node.field) or scope.knows(word) or data[node.start : node.end] in _CONSTANTS:
        return ()
    if word in _IMPLICIT and scope.block is not None and scope.block.one("parameters") is None:
        _give_parameter(scope.block, node)
        scope.names.add(word)
        return ()
    if word in scope.members.readers:
        node.kind = "instance_variable"
        return ()
    node.kind, node.children = "call", [Syntax("identifier", node.start, node.end, "method")]
    if word in scope.members.methods:  # whose value is known, so that no path may begin with it
        node.children.append(Syntax("argument_list", node.end, node.end, "arguments"))
    return ()


def _members(node: Syntax, data: bytes) -> Members:
    """The methods that a class defines and the variables that it lets be read."""
    readers, methods = set[str](), set[str]()
    stack = node.all("body")
    while stack:
        child = stack.pop()
        name, arguments = child.one("name") or child.one("method"), child.one("arguments")
        if child.kind in ("body_statement", "argument_list", "singleton_class"):
            stack.extend(child.children)
        elif child.kind in ("method", "singleton_method") and name is not None:
            methods.add(_text(name, data))
        elif child.kind == "call" and arguments is not None and name is not None and child.one("receiver") is None:
            stack.append(arguments)
            if _text(name, data) in _READERS:
                readers.update(_text(symbol, data)[1:] for symbol in arguments.all(":simple_symbol"))
    return Members(frozenset(readers - methods), frozenset(methods))


def _give_parameter(block: Syntax, word: Syntax) -> None:
    """Give a block the parameter that it has without naming it."""
    holder = Syntax("block_parameters", block.start, block.start, "parameters")
    holder.children.append(Syntax("identifier", word.start, word.end, None))
    block.children.insert(0, holder)


def _call(node: Syntax, scope: Scope, data: bytes) -> Sequence[Syntax]:
    receiver, method, block = node.one("receiver"), node.one("method"), node.one("block")
    if method is None:
        return node.children
    if method.kind == "super":
        return _call_of_super(node, method, scope, data)
    if block is not None and (_text(receiver, data) + "." if receiver else "") + _text(method, data) in ("lambda", "proc", "Proc.new"):
        parameters = block.all("parameters")
        block.children = [child for child in block.children if child.field != "parameters"]
        block.field = "body"
        node.kind, node.children = "lambda", [*parameters, block]
    return node.children


def _call_of_super(node: Syntax, word: Syntax, scope: Scope, data: bytes) -> Sequence[Syntax]:
    """`super(x)` in a method calls its own name on what is above; in a constructor, and outside methods, it stays as it is."""
    below = [child for child in node.children if child is not word]
    if scope.routine is not None and _text(scope.routine, data) != "initialize":
        above = Syntax("call", word.start, word.end, "receiver")
        above.children.append(word)
        node.children = [above, Syntax("identifier", scope.routine.start, scope.routine.end, "method"), *below]
    return below


def _complete(node: Syntax, data: bytes) -> None:
    """`x:` alone has the value that `x` has."""
    key = node.one("key")
    if key is not None and key.kind == "hash_key_symbol":
        kind = "constant" if data[key.start : key.start + 1].isupper() else "identifier"
        node.children.append(Syntax(kind, key.start, key.end, "value"))


def _gather(root: Syntax) -> None:
    """Hang each heredoc's text, which follows the line, below the mark that stands for it; what holds the mark reaches to its end."""
    parents: dict[int, Syntax] = {}
    marks: list[Syntax] = []
    found: list[tuple[Syntax, Syntax]] = []
    for node in root.walk():
        parents.update((id(child), node) for child in node.children)
        if node.kind == "heredoc_beginning":
            marks.append(node)
        elif node.kind == "heredoc_body" and marks:
            found.append((marks.pop(0), node))
    for mark, body in found:
        parents[id(body)].children.remove(body)
        mark.children.append(body)
        holder: Syntax | None = mark
        while holder is not None and holder.end < body.end:
            holder.end = body.end
            holder = parents.get(id(holder))
