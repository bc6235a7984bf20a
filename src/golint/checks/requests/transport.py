"""The rules of the family requests that look at every text file: plain HTTP, and certificate checks that are switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.catalog.words import speaks_of
from golint.checks.comments import is_comment
from golint.checks.environments.words import names_route
from golint.checks.keys.causes import is_dotenv
from golint.checks.requests.sockets import opened
from golint.checks.requests.tls_switches import Switch, switches
from golint.checks.subject import concerns_payments, names_a_provider
from golint.credentials.naming import name_before, snake
from golint.dataflow.words import words_of
from golint.lazily import compiled
from golint.model import Hit, Severity, Span, Stage

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.providers import Provider
    from golint.view import FileView

_HTTP = compiled(rb"http://(?P<host>[A-Za-z0-9._-]+)(?P<rest>[^\s\"'`<>)\]}\\]*)")
_PLACEHOLDER_HOST = compiled(
    r"^(?:www\.)?(?:your|my)[-_.]|^your|yourdomain|domain\.com$|^(?:not[-_.]?(?:set|provided|configured|defined|given)|change[-_.]?me|placeholder)\b",
    re.IGNORECASE,
)

# What an API's address is called: `ACME_BASE_URL`; and how a setting is read that has one in stock, over two lines: `get("ACME_URL",`.
_API = compiled(r"(?:^|_)(?:ur[li]|host|endpoint|base|api|server|address)$")
_IN_STOCK = compiled(rb"""["'](?P<name>[A-Za-z][\w.]*)["'],\s*["'`]$""")
_ABOUT_PAYMENTS = frozenset({"payment", "checkout", "billing"})

# What PayPal's form calls the pages to which it sends customers back: `'return' => 'http://shop.example/thanks'`.
_SENT_BACK = compiled(rb"""["'](?:cancel_|shopping_)?return["']\]?\s*(?:=>|=|,|:|\svalue=)\s*["']$""", re.IGNORECASE)

_INSIDE = compiled(
    rb"postgres|mysql|mongo(?:\W|db|ose)|redis|sequelize|typeorm|dialect|database|smtp|nodemailer|mailer|amqp|kafka|ldap|elastic",
    re.IGNORECASE,
)
_NOT_TLS = compiled(rb"jwt|jws|jose|token|signature|decode|captcha|password|email|webhook", re.IGNORECASE)
_OUTBOUND = compiled(rb"requests|httpx|aiohttp|urllib|session|client|http|url|ssl|get\(|post\(|request\(|connect", re.IGNORECASE)

_DEVELOPMENT = compiled(
    rb"\bif\b(?!.*(?:!|\bnot\b|<>)).*(?:\bdevelop(?:ment|er)?\b|isDevelopment|\blocal\b|\btest(?:ing)?\b\W|sandbox|\b(?:beta|staging)\b)"
    rb"|\bif\b.*!==?\s*['\"]prod(?:uction)?['\"]|\bif\b.*(?:!|\bnot\b)\s*[\w.$>()-]*production\b|\bunless\b.*\bproduction\b",
    re.IGNORECASE,
)
_ABOVE = 8  # lines
_FIELD = 60  # characters
_OWN = frozenset({"127.0.0.1", "0.0.0.0"})


def insecure_http(view: FileView) -> Iterator[Hit]:
    """http:// towards a provider, or as the address to which a provider sends webhooks or customers."""
    data = view.source.data
    if view.stage is Stage.DOCS and not is_dotenv(view.source.path):
        return
    for match in _HTTP.finditer(data):
        start = data.rfind(b"\n", 0, match.start()) + 1
        host = match["host"].decode().rstrip(".")
        if is_comment(data, start) or _is_near(host, view.catalog):
            continue
        if provider := _provider_of(view, host) or _provider_at(view, match):
            yield _http_hit(view, match, provider, f"requests to {provider.name}")
        elif _is_address(host) and _ABOUT_PAYMENTS & words_of(_api_name(view, match)):
            yield _http_hit(view, match, None, "requests about payments")
        elif view.stage is not Stage.DOCS and _is_route(view, match) and not _is_placeholder(host, view.catalog):
            yield _http_hit(view, match, None, "webhooks and returning customers")
    for seen, span in opened(view):
        values = {"provider": seen.provider.name, "host": seen.host.value, "what": f"requests to {seen.provider.name}"}
        yield Hit(span, values, provider=seen.provider.id, severity=_at_most(view))


def _http_hit(view: FileView, match: re.Match[bytes], provider: Provider | None, what: str) -> Hit:
    values = {"provider": provider.name if provider else "payment", "host": match["host"].decode(), "what": what}
    return Hit(Span(*match.span()), values, provider=provider.id if provider else None, severity=_at_most(view))


def _at_most(view: FileView) -> Severity | None:
    return None if view.stage is not Stage.SANDBOX else Severity.WARNING


def _provider_of(view: FileView, host: str) -> Provider | None:
    from golint.checks.environments.hosts import hosts

    name = host.lower().encode()
    return next((seen.provider for seen in hosts(view.catalog).find(name) if seen.span.end == len(name)), None)


def _provider_at(view: FileView, match: re.Match[bytes]) -> Provider | None:
    """The provider that is called at an address in numbers, as whoever gives it a name says: `ACME_BASE_URL=http://203.0.113.9:8080`."""
    name = _api_name(view, match).encode() if _is_address(match["host"].decode()) else b""
    return next((one for one in view.candidates if speaks_of(one, name, name.lower())), None) if name else None


def _is_address(host: str) -> bool:
    return host[-1].isdigit() and host.count(".") == 3


def _api_name(view: FileView, match: re.Match[bytes]) -> str:
    """What an address is given to, as far as that is called what APIs are, or the setting that it is in stock for."""
    data, start = view.source.data, match.start()
    found = _IN_STOCK.search(data, max(0, start - _FIELD * 2), start)
    name = found["name"].decode() if found else name_before(data, start)
    return snake(name) if _API.search(snake(name)) else ""


def _is_route(view: FileView, match: re.Match[bytes]) -> bool:
    """Whether the address is a webhook or return URL in a file about payments."""
    name = name_before(view.source.data, match.start())
    if name and names_route((name,)):
        return concerns_payments(view)
    return _SENT_BACK.search(view.source.data, max(0, match.start() - _FIELD), match.start()) is not None and concerns_payments(view)


def _is_placeholder(host: str, catalog: Catalog) -> bool:
    return bool(_PLACEHOLDER_HOST.search(host)) or any(
        f".{host.lower()}".endswith(f".{name}") for name in catalog.words["hosts"]["reserved"]
    )


def _is_near(host: str, catalog: Catalog) -> bool:
    """Loopback and private addresses, names without a dot (a cluster's services), names of private zones."""
    if "." not in host or host in _OWN or host.lower().endswith(tuple(catalog.words["hosts"]["internal_suffixes"])):
        return True
    if not host[-1].isdigit() and ":" not in host:
        return False
    import ipaddress

    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_link_local


def tls_verification_disabled(view: FileView) -> Iterator[Hit]:
    """A connection whose certificate is not checked, in code, scripts and proxy configuration; a note in tests and development files."""
    data = view.source.data
    for switch in switches(view.source, view.catalog):
        start = data.rfind(b"\n", 0, switch.span.start) + 1
        if is_comment(data, start) or _is_optional(data, start) or (switch.kind == "python" and not _is_tls(data, switch.span)):
            continue
        what = " ".join(view.source.text(switch.span).split())[:60]
        yield Hit(switch.span, {"what": what, "remedy": switch.remedy}, severity=_loudness(view, switch))


def _loudness(view: FileView, switch: Switch) -> Severity:
    """An error in a file that speaks of a provider; a note in tests and development, and towards databases and mail."""
    process = switch.kind == "process"
    near = view.source.data[max(0, switch.span.start - 400) : switch.span.end + 100] + view.source.path.encode()
    if view.stage in (Stage.TEST, Stage.SANDBOX) or (not process and _INSIDE.search(near)) or _is_for_developers(view, switch.span):
        return Severity.NOTE
    loud = process or names_a_provider(view) or "payment" in view.source.path.lower()
    return Severity.ERROR if loud else Severity.WARNING


def _is_for_developers(view: FileView, span: Span) -> bool:
    """Whether a question for development or tests stands around it, or behind it on its own line: `if Rails.env.development?`."""
    data = view.source.data
    start, end = data.rfind(b"\n", 0, span.start) + 1, data.find(b"\n", span.end)
    if _DEVELOPMENT.search(data, span.end, end if end >= 0 else len(data)):
        return True
    depth = _indent(data[start : span.end])
    for line in reversed(data[:start].splitlines()[-_ABOVE:]):
        if line.strip() and _indent(line) < depth:
            depth = _indent(line)
            if _DEVELOPMENT.search(line):
                return True
    return False


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip())


def _is_optional(data: bytes, start: int) -> bool:
    """Whether the lines above ask for it: an HTTP library that offers the option is no fault."""
    above = b"\n".join(data[:start].rsplit(b"\n", 4)[-4:])
    return re.search(rb"\b(?:if|unless|elif)\b[^\n]*(?:verif|insecure|secure|strict)", above, re.IGNORECASE) is not None


def _is_tls(data: bytes, span: Span) -> bool:
    """`verify=False` of an HTTP client, and not of a token or signature library."""
    written = data[span.start : span.end]
    if not written.startswith(b"verify") or b"ssl" in written or b"CERT_NONE" in written:
        return True
    call = data[max(0, data.rfind(b"\n\n", 0, span.start), span.start - 300) : span.start]
    statement = call[call.rfind(b";") + 1 :]
    opened = statement[: statement.rfind(b"(")] if b"(" in statement else statement
    called = re.findall(rb"[A-Za-z_][\w.]*(?=\s*\($|$)|[A-Za-z_][\w.]*$", opened.strip())
    last = called[-1] if called else statement
    return not _NOT_TLS.search(last) and bool(_OUTBOUND.search(statement))
