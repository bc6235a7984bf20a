"""What the name beside a value says: that it is a secret, of which role, for which mode, and that it has to do with payments."""

from __future__ import annotations

import re

from golint.model import Mode, Role, Span

PAYMENT_WORDS = ("payment", "checkout", "merchant", "psp", "payout", "acquirer", "cardpay", "gateway_")
"""Words of a name that make it a payment's, beside the providers' own."""

_BEFORE = re.compile(
    rb"""(?:^|[^A-Za-z0-9_.\-])(?P<name>[A-Za-z_@$][A-Za-z0-9_.\-]*)["'`\])]*\s*"""
    rb"""(?:=>|:=|\|\||\?\?|=|:|,|\(|\bor\b|\bas\b|\s)\s*"""
    rb"""(?:[A-Za-z0-9_.$]*\(\s*|Bearer\s+|Basic\s+|Token\s+|b|f|r|@?\$@?|@|new\s+[A-Za-z.]+\()*["'`]*\s*(?:Bearer\s+|Basic\s+)?$"""
)
_XML_NAME = re.compile(rb"""name=["'](?P<name>[^"']+)["'][^<>]*>\s*$""")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SECRET = re.compile(
    r"secret|passw(?:or)?d|passphrase|passkey|hmac|sign(?:ing|ature)_?key"
    r"|(?:api|access|private|server|encryption|auth|webhook|hash|trans|live|test|prod|sandbox|merchant|security|integration"
    r"|consumer|secure|sign|skey)_?(?:key|token)|(?:^|_)(?:token|sk|salt|credentials?|key)$"
)
_PUBLIC = re.compile(
    r"publi(?:c|shable)|client_(?:key|id)|key_id|site_?key|csrf"
    r"|(?:^|_)(?:pk|name|url|uri|path|header|field|label|type|kind|id|ids|at|title|hint|placeholder|description|length|prefix|suffix"
    r"|version|route|arn|file|pattern|regex|format|error|message|method|env|var|param|ref|status|column|table|expiry|ttl|algorithm"
    r"|class|icon)$"
    r"|(?:cache|lock|meta|order|primary|foreign|sort|storage|array|map|row|option|setting|event|translation|query|index|object"
    r"|partition|group|hot|short)_key$"
)
_TEST = re.compile(r"(?:^|_)(?:test|sandbox|sbx|snd|dev|stag(?:e|ing)|uat|qa)(?:_|$)")
_LIVE = re.compile(r"(?:^|_)(?:live|prod|production|prd)(?:_|$)")
_WEBHOOK = re.compile(r"webhook|signing|hmac|hash_?key|callback|whsec|endpoint_secret")


def snake(name: str) -> str:
    """`stripeSecretKey`, `stripe-secret-key` and `stripe.secret.key` all as stripe_secret_key."""
    return re.sub(r"[^a-z0-9]+", "_", _CAMEL.sub("_", name).lower()).strip("_")


def name_before(data: bytes, start: int) -> str:
    """The variable, key, header or attribute that the value at `start` is given to on the same line, "" where there is none."""
    line = data[max(data.rfind(b"\n", 0, start) + 1, start - 300) : start]
    found = _BEFORE.search(line) or _XML_NAME.search(line)
    return found["name"].decode("ascii", "replace") if found else ""


def names_secret(name: str) -> bool:
    """Whether a name promises a value that must stay secret."""
    text = snake(name)
    return bool(_SECRET.search(text)) and not _PUBLIC.search(text)


def role_of(name: str) -> Role:
    return Role.WEBHOOK if _WEBHOOK.search(snake(name)) else Role.SECRET


def mode_of(name: str) -> Mode:
    """The mode that a name states; a name that states both states none."""
    text = snake(name)
    live, test = bool(_LIVE.search(text)), bool(_TEST.search(text))
    if live == test:
        return Mode.ANY
    return Mode.LIVE if live else Mode.TEST


def allowed(data: bytes, span: Span) -> bool:
    """Whether the author marked the line, or the line before, with detect-secrets' allowlist comment."""
    start = data.rfind(b"\n", 0, span.start) + 1
    end = data.find(b"\n", span.end)
    here = data[start : end if end >= 0 else len(data)].lower()
    before = data[data.rfind(b"\n", 0, max(0, start - 1)) + 1 : start].lower()
    return b"pragma: allowlist secret" in here or b"pragma: whitelist secret" in here or b"pragma: allowlist nextline secret" in before
