"""Signatures and tokens compared in a time that depends on how much of them is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.timing.comparing import CREDENTIALS, may_compare
from golint.dataflow.comparisons import compared, meets_written_token, names_signatures
from golint.dataflow.modules import Routine
from golint.dataflow.tags import BODY, DIGESTS, HELD, Tags, is_secret_name
from golint.dataflow.vocabulary import HOOK_WORDS, MAYBE_HOOK_WORDS, SIGNATURES
from golint.dataflow.words import mentions, words_of
from golint.facts import Compare, Expr
from golint.lazily import compiled
from golint.model import Hit, Precision, Severity, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

SENT = frozenset({"request.header", "request.query", "request.part"})
TOLD = frozenset({"log.write", "response.send", "response.status", "response.refuse"})
CALLED_SO = frozenset({"signature", "sig"})
VERIFYING = frozenset({"verify", "verified", "verifier", "verification"})
CONTENTS = frozenset({"hash", "digest", "checksum"})  # what is made of contents goes by these too
# What is verified of records that the shop itself wrote.
INTEGRITY = frozenset({"integrity", "chain", "consistency", "tampering", "tampered"})
SENT_TO_CUSTOMERS = frozenset({"tracking", "invite", "invitation", "reset", "confirmation", "unsubscribe", "activation"})
PASSWORDS = frozenset({"password", "passwd", "passphrase", "passcode", "pin", "contrasena", "senha"})
_CODED = compiled(r"(?i)base64|b64decode|decode64|atob\Z")
_OPERATOR = compiled(rb"[=!]==?|<>|(?<=\.)\w+[?!]?(?=\()")
_FUNCTION = compiled(rb"\w+(?=\(\s*\Z)")


def timing_unsafe_comparison(view: FileView) -> Iterator[Hit]:
    """`==` and its like between a digest or a secret and what the sender sent."""
    if not may_compare(view):
        return
    asked = tuple(_asked_of_stores(view.flow))
    for made in compared_secrets(view.flow):
        found = _judged(view, made) if not any(made.span in span for span in asked) else None
        if found is not None:
            yield found


def compared_secrets(flow: Flow) -> Iterator[Compare]:
    """The comparisons of a file, by operators and by calls, that may be between two secrets by how their operands are written."""
    for node in flow.module.nodes:
        made = compared(node, flow.roles)
        if made is not None and made.operator in ("==", "!=", "in", "not in") and not (_is_plain(made.left) or _is_plain(made.right)):
            yield made


def _asked_of_stores(flow: Flow) -> Iterator[Span]:
    """Where conditions stand that a store looks records up by: `Users.FirstOrDefault(user => user.Key == key)`,
    `select(User).where(User.key == key)`."""
    for call in flow.module.calls:
        if "store.condition" in flow.roles.by(call):
            yield from (argument.value.span for argument in call.arguments if not isinstance(argument.value, facts.Lambda))
        if flow.asks_store(call, flow.routine_at(call.span.start)):
            yield from (argument.value.span for argument in call.arguments if isinstance(argument.value, facts.Lambda))


def _changes(flow: Flow) -> Iterator[Span]:
    """Comparisons that look whether a setting was changed: what differs is no reason to refuse, the new value is put to use.
    `if (kept.key !== key) { register(key); }`"""
    for node in flow.module.nodes:
        if isinstance(node, facts.Branch) and not node.otherwise:
            made = (part for part in facts.walk(node.condition) if isinstance(part, Compare) and part.operator == "!=")
            yield from (one.span for one in made if _uses(flow, node.then, one.left) or _uses(flow, node.then, one.right))


def _removals(flow: Flow) -> Iterator[Span]:
    """Comparisons that take one out of a list: `tokens.filter((token) => token !== gone)`. Whoever names a wrong one learns nothing."""
    for call in flow.module.calls:
        if call.path.rpartition(".")[2] in ("filter", "array_filter"):
            kept = (argument.value.function for argument in call.arguments if isinstance(argument.value, facts.Lambda))
            yield from (part.span for function in kept for part in facts.walk(function.body) if isinstance(part, Compare))


def _uses(flow: Flow, block: facts.Block, operand: Expr) -> bool:
    """Whether a variable is handed on in a block that goes on; what a log or an exception is told is no use of it."""
    if not isinstance(operand, facts.Name) or any(isinstance(node, facts.Return | facts.Raise) for node in facts.walk(block)):
        return False
    calls = (node for node in facts.walk(block) if isinstance(node, facts.Call))
    told = (a.value for call in calls if not flow.roles.by(call) & TOLD for a in call.arguments)
    return any(isinstance(value, facts.Name) and value.written == operand.written for value in told)


def _judged(view: FileView, node: Compare) -> Hit | None:
    flow = view.flow
    routine = flow.routine_at(node.span.start)
    left, right = flow.origin(node.left, routine), flow.origin(node.right, routine)
    if "request.session" in left | right:
        return None  # an OAuth state and the like: whoever asks has the right one in a session of his own
    what = _what(node, left, right) if node.operator in ("==", "!=") else _sought(left, right)
    if not what and node.operator in ("==", "!=") and _proves_webhooks(routine):
        what = "token" if _is_given_token(node.left, left) and _is_given_token(node.right, right) else ""
    if not what and node.operator in ("==", "!=") and _takes_basic(flow, node, left, right, routine):
        what = "token"
    if what == "digest" and (_is_of_contents(node, left, right, routine) or _is_kept(left, right) or _is_kept(right, left)):
        return None
    if what in ("HMAC", "digest") and left & DIGESTS and right & DIGESTS and _are_made_alike(flow, node, routine):
        return None
    if what in ("secret token", "token") and (_is_password(node, left | right) or _is_mailed(flow, node, routine, left | right)):
        return None
    if not what or (what != "HMAC" and not _is_about_payments(flow, routine)):
        return None
    if what in ("secret token", "token") and node.operator == "!=" and node.span in (*_changes(flow), *_removals(flow)):
        return None
    sure = what not in ("signature", "token")
    return Hit(
        node.span,
        {"what": what, "operator": _operator(view, node), "left": _text(view, node.left), "right": _right(view, node)},
        provider=flow.provider_at(routine),
        symbol=flow.symbol(routine),
        severity=None if sure else Severity.WARNING,
        precision=None if sure else Precision.MEDIUM,
    )


def _takes_basic(flow: Flow, node: Compare, left: Tags, right: Tags, routine: Routine) -> bool:
    """Whether a function takes a `Basic` header apart and compares the password in it with one that it is handed."""
    sides = ((node.left, left, right), (node.right, right, left))
    if not any("parameter" in own and "store.read" not in both and mentions(_name(side), PASSWORDS) for side, own, both in sides):
        return False
    texts = (one.value for one in routine.nodes if isinstance(one, facts.Literal) and isinstance(one.value, str))
    return any(text.strip().lower() == "basic" for text in texts) and any(_CODED.search(facts.trail(one)) for one in routine.calls)


def _is_about_payments(flow: Flow, routine: Routine) -> bool:
    """Whether a token or a plain digest has to do with payments or webhooks: other trades compare theirs too."""
    told = words_of(f"{routine.path} {routine.function.qualname}")
    return flow.is_payment_code(routine) or bool(told & (HOOK_WORDS | MAYBE_HOOK_WORDS | SIGNATURES | VERIFYING))


def _proves_webhooks(routine: Routine) -> bool:
    """Whether a function says by its name that it proves who calls: `verifyWebhookToken(expectedToken, receivedToken)`."""
    said = words_of(routine.function.qualname)
    return bool(said & (VERIFYING | {"validate", "valid"}) and said & (HOOK_WORDS | SIGNATURES | {"callback"}))


def _what(node: Compare, left: Tags, right: Tags) -> str:
    both = left | right
    if "hmac.digest" in both:
        return "HMAC"
    sent = left & (SENT | BODY) or right & (SENT | BODY)
    named = mentions(_name(node.left), SIGNATURES) or mentions(_name(node.right), SIGNATURES)
    if both & DIGESTS and (sent or named):
        return "digest"
    if named and ((_is_keyed(left) and right & SENT) or (_is_keyed(right) and left & SENT)):
        return "signature"
    if (left & SENT and right & HELD) or (right & SENT and left & HELD):
        return "secret token"
    if meets_written_token(node, left, right):
        return "secret token"
    if (left & SENT and _is_handed_in(node.right, right)) or (right & SENT and _is_handed_in(node.left, left)):
        return "token"
    if (left & HELD and _is_handed_in(node.right, right)) or (right & HELD and _is_handed_in(node.left, left)):
        return "secret token"
    if (left & HELD and _is_signature(node.right, right)) or (right & HELD and _is_signature(node.left, left)):
        return "secret token"
    if names_signatures(node) and not both & {"literal", "null", "store.read"}:
        return "signature"
    return ""


def _is_of_contents(node: Compare, left: Tags, right: Tags, routine: Routine) -> bool:
    """Whether nothing but the word "hash" makes a digest a signature, which nobody sent and no secret went into: anybody can work it out,
    and it tells only whether two contents are the same. That holds of `verify_integrity` too."""
    if (left | right) & (SENT | BODY) or _holds_secret(node.left, left) or _holds_secret(node.right, right):
        return False
    named = {word for side in (node.left, node.right) for word in words_of(_name(side))} | words_of(routine.function.qualname)
    asked = VERIFYING if not named & INTEGRITY else frozenset[str]()
    return not named & ((SIGNATURES - CONTENTS) | asked | HOOK_WORDS | MAYBE_HOOK_WORDS)


def _is_kept(digest: Tags, kept: Tags) -> bool:
    """Whether what was sent is digested without a secret, and compared with a digest that was kept: how much of it is right tells nobody
    what to send next, since no digest can be worked back."""
    made = bool(digest & DIGESTS) and not digest & (HELD | {"config", "parameter"})
    return made and "store.read" in kept and not kept & (SENT | BODY | DIGESTS)


def _are_made_alike(flow: Flow, node: Compare, routine: Routine) -> bool:
    """Whether one function makes both digests, `digest(line) !== digest(other)`: nobody chooses a digest, only what it is made of."""
    made = [flow.texts.value_of(side, routine) if isinstance(side, facts.Name) else (side, routine) for side in (node.left, node.right)]
    by = [facts.trail(value[0]) if value is not None and isinstance(value[0], facts.Call) else "" for value in made]
    return bool(by[0]) and by[0] == by[1]


def _is_password(node: Compare, tags: Tags) -> bool:
    """Whether a customer signs in with a password, which a record of the shop holds: that proves no webhook."""
    return "store.read" in tags and all(mentions(_name(side), PASSWORDS) for side in (node.left, node.right))


def _is_mailed(flow: Flow, node: Compare, routine: Routine, tags: Tags) -> bool:
    """Whether a token is kept in a record of the shop's, and says itself that a customer was sent it, to follow an order or to choose a new
    password; or nothing is said of payments or webhooks where it is compared."""
    if "store.read" not in tags:
        return False
    told = words_of(f"{routine.path} {routine.function.qualname}")
    sent = words_of(f"{_name(node.left)} {_name(node.right)}") & SENT_TO_CUSTOMERS
    return bool(sent) or (not flow.is_payment_code(routine) and not told & (HOOK_WORDS | MAYBE_HOOK_WORDS | SIGNATURES))


def _holds_secret(expr: Expr, tags: Tags) -> bool:
    """Whether a secret went into a digest; that it is called a hash itself says nothing of that."""
    return bool(tags & DIGESTS and tags & HELD) and not is_secret_name(_name(expr))


def _is_keyed(tags: Tags) -> bool:
    """Whether a value is made of the raw body and of something that the shop holds, by whatever makes it: a signer out of a container."""
    return "request.body.raw" in tags and bool(tags & (HELD | {"config"}))


def _sought(left: Tags, right: Tags) -> str:
    """`expected in signatures`: each of them is compared in turn."""
    return "HMAC" if "hmac.digest" in left or ("hmac.digest" in right and left & (SENT | {"parameter"})) else ""


def _text(view: FileView, expr: Expr) -> str:
    """An operand as it is written, on one line."""
    return " ".join(view.source.text(expr.span).split())


def _operator(view: FileView, node: Compare) -> str:
    """The operator as the file has it, `===` where a script says so, or what is called: `equals`, `EqualFold`."""
    written = _OPERATOR.search(view.source.data, node.left.span.end, node.right.span.start)
    written = written or _FUNCTION.search(view.source.data, node.span.start, node.left.span.start)
    return written[0].decode() if written is not None else node.operator


def _right(view: FileView, node: Compare) -> str:
    """The right operand; of a search, each element in turn."""
    return _text(view, node.right) if node.operator in ("==", "!=") else "each"


def _is_handed_in(expr: Expr, tags: Tags) -> bool:
    """A parameter that its name calls a token or a secret. Of one that was hashed, nobody who times the comparison learns the next
    character: he cannot choose what is compared."""
    return not tags & HELD and _is_given_token(expr, tags)


def _is_given_token(expr: Expr, tags: Tags) -> bool:
    """A parameter, or a part of one, that its name calls a token or a secret, and that nobody has hashed."""
    return "parameter" in tags and not tags & DIGESTS and mentions(_name(expr), frozenset({"token", "secret"}))


def _is_signature(expr: Expr, tags: Tags) -> bool:
    """A parameter that is called a signature, and no part of one."""
    return "parameter" in tags and isinstance(expr, facts.Name) and "." not in expr.written and mentions(expr.written, CALLED_SO)


def _is_plain(expr: Expr) -> bool:
    """Literals, numbers of which a value is one, constants by their spelling, lengths and types are no secrets."""
    match expr:
        case facts.Literal():
            return True
        case facts.Sequence(items=items):
            return bool(items) and all(isinstance(item, facts.Literal) and item.kind == "number" for item in items)
        case facts.Call(path=path):
            return path in ("len", "type", "id")
        case facts.Name(written=written):
            last = written.rpartition(".")[2]
            return last.isupper() and "." in written and not mentions(last, CREDENTIALS)
    return False


def _name(expr: Expr) -> str:
    match expr:
        case facts.Name(written=written):
            return written.rpartition(".")[2]
        case facts.Index(key=facts.Literal(value=str() as key)):
            return key
        case facts.Call(path=path):
            return path.rpartition(".")[2]
    return ""
