"""What an expression loads in JavaScript and TypeScript: a module, a member of one, or what the platform has of its own."""

from __future__ import annotations

from collections.abc import Callable

from golint.frontends.treesitter.syntax import Syntax

TextOf = Callable[[Syntax], str]

LOADERS = frozenset({"require", "import", "use"})
"""`use("App/Models/Order")` is how Adonis loads what its container holds, and modules as well."""
WRAPPERS = frozenset({"__importDefault", "__importStar", "_interopRequireDefault", "_interopRequireWildcard", "__toESM"})
"""What compilers put around a module that is loaded, so that its `default` is there whoever wrote it."""
PLATFORM = "fetch"
"""What old platforms lack, and a module stands in for."""
OWN = frozenset({PLATFORM, *(f"{whole}.{PLATFORM}" for whole in ("globalThis", "global", "window", "self"))})


def loaded(node: Syntax | None, text: TextOf) -> tuple[str, str] | None:
    """The module that an expression loads, and the path of it or of the member that is taken from it; "" is the module of the platform."""
    return _at_once(node, text) or _when_called(node, text) or _platform(node, text)


def _at_once(node: Syntax | None, text: TextOf) -> tuple[str, str] | None:
    tail = ""
    while node is not None:
        match node.kind:
            case "await_expression" | "parenthesized_expression":
                node = node.one(0)
            case "member_expression":
                tail, node = f".{text(name)}{tail}" if (name := node.one("property")) else tail, node.one("object")
            case "call_expression":
                callee, given = node.one("function"), node.one("arguments")
                constant = given is not None and [child.kind for child in given.children] == ["string"]
                loads = callee is not None and callee.kind in ("identifier", "import") and text(callee) in LOADERS
                if given is not None and callee is not None and text(callee).rpartition(".")[2] in WRAPPERS:
                    node = given.one(0)
                    continue
                module = text(given.children[0])[1:-1] if given is not None and constant and loads else ""
                return (module, module + tail) if module else None
            case _:
                return None
    return None


def _when_called(node: Syntax | None, text: TextOf) -> tuple[str, str] | None:
    """`(...args) => import("node-fetch").then(({ default: fetch }) => fetch(...args))`: the same function, loaded later."""
    called = node.one("body") if node is not None and node.kind == "arrow_function" else None
    link = called.one("function") if called is not None and called.kind == "call_expression" else None
    given = called.one("arguments") if called is not None else None
    inner = given.one(0) if given is not None else None
    if node is None or link is None or inner is None or inner.kind != "arrow_function":
        return None
    module, run = _at_once(link.one("object"), text), inner.one("body")
    then = link.one("property")
    if module is None or then is None or text(then) != "then" or run is None or run.kind != "call_expression":
        return None
    taken, member = _parameters(node), _member(inner, run.one("function"), text)
    passed = run.one("arguments")
    if member is None or passed is None or [text(one) for one in taken] != [text(one) for one in passed.children]:
        return None
    return module[0], module[1] + member


def _parameters(function: Syntax) -> list[Syntax]:
    """What a function takes, without the types."""
    alone, listed = function.one("parameter"), function.one("parameters")
    if alone is not None:
        return [alone]
    return [child.one("pattern") or child for child in listed.children] if listed is not None else []


def _member(function: Syntax, callee: Syntax | None, text: TextOf) -> str | None:
    """The member of a module that a function calls which is handed the module; "" for the module itself."""
    parameters = _parameters(function)
    if len(parameters) != 1 or callee is None:
        return None
    if parameters[0].kind != "object_pattern":
        head, dot, rest = text(callee).partition(".")
        return dot + rest if head == text(parameters[0]) else None
    for bound in parameters[0].children:
        key, value = bound.one("key") or bound, bound.one("value") or bound
        if text(value) == text(callee):
            return f".{text(key)}"
    return None


def _platform(node: Syntax | None, text: TextOf) -> tuple[str, str] | None:
    """`global.fetch.bind(global)`, `globalThis.fetch || require("node-fetch")`, `typeof fetch === "function" ? fetch : require(...)`."""
    if node is None:
        return None
    match node.kind:
        case "parenthesized_expression":
            return _platform(node.one(0), text)
        case "binary_expression" if node.tokens in (["||"], ["??"]) and _is_own(node.one("left"), text):
            return _at_once(node.one("right"), text)
        case "ternary_expression" if _is_own(node.one("consequence"), text):
            return _at_once(node.one("alternative"), text)
        case "ternary_expression" if _is_own(node.one("alternative"), text):
            return _at_once(node.one("consequence"), text)
        case "member_expression" | "call_expression" if _is_own(node, text):
            return "", PLATFORM
    return None


def _is_own(node: Syntax | None, text: TextOf) -> bool:
    if node is not None and node.kind == "call_expression":  # `.bind(globalThis)`
        callee = node.one("function")
        bound = callee.one("object") if callee is not None and callee.kind == "member_expression" else None
        return callee is not None and bound is not None and text(callee).endswith(".bind") and text(bound) in OWN
    return node is not None and node.kind in ("identifier", "member_expression") and text(node) in OWN
