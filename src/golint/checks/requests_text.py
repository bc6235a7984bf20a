"""The rules of the family requests that look at every text file: plain HTTP, and certificate checks that are switched off."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.environments.words import names_route
from golint.credentials.naming import name_before
from golint.model import Hit, Severity, Span, Stage

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.view import FileView

_HTTP = re.compile(rb"http://(?P<host>[A-Za-z0-9._-]+)(?P<rest>[^\s\"'`<>)\]}\\]*)")
_COMMENT = re.compile(rb"^\s*(?://|#|\*|/\*|<!--|--|;)")
_PLACEHOLDER_HOST = re.compile(
    r"^(?:www\.)?(?:your|my)[-_.]|(?:^|\.)(?:example\.(?:com|org|net)|test|invalid|localhost)$|^your|yourdomain|domain\.com$", re.IGNORECASE
)
_PRIVATE_NAME = re.compile(r"\.(?:local|internal|lan|intra|corp|svc|cluster|consul|docker|home|arpa|test|localdomain)$", re.IGNORECASE)

# Each arm is one way to switch the check off. The words in front of `verify` keep out signature and token checks.
_UNVERIFIED = re.compile(
    rb"(?P<python>\bverify(?:_ssl|_certs?)?\s*=\s*False\b|\bssl\._create_unverified_context\b|\b_create_default_https_context\b\s*=\s*\S*unverified\S*"
    rb"|\bcert_reqs\s*=\s*[\"']?(?:ssl\.)?CERT_NONE\b|\bverify_mode\s*=\s*ssl\.CERT_NONE\b|\bcheck_hostname\s*=\s*False\b|\bvalidate_cert\s*=\s*False\b|\bssl_verify\s*=\s*False\b)"
    rb"|(?P<node>\brejectUnauthorized[\"']?\s*:\s*(?:false|!1)\b|\bstrictSSL[\"']?\s*:\s*false\b|\bNODE_TLS_REJECT_UNAUTHORIZED\b[\"']?\]?\s*[=:]\s*[\"']?0\b"
    rb"|\binsecureHTTPParser\s*:\s*true\b)"
    rb"|(?P<php>\bCURLOPT_SSL_VERIFY(?:PEER|HOST)\s*(?:,|=>|=)\s*(?:false|0|FALSE)\b|[\"']verify(?:_peer(?:_name)?)?[\"']\s*=>\s*false\b|->withoutVerifying\(\)|[\"']?sslverify[\"']?\s*=>\s*false\b)"
    rb"|(?P<ruby>\bOpenSSL::SSL::VERIFY_NONE\b|\bverify_ssl:\s*false\b|\bssl_verify_mode:\s*:none\b|\bssl:\s*\{\s*verify:\s*false)"
    rb"|(?P<go>\bInsecureSkipVerify\s*[:=]\s*true\b)"
    rb"|(?P<jvm>\bNoopHostnameVerifier\b|\bALLOW_ALL_HOSTNAME_VERIFIER\b|\bTrustAllStrategy\b|\btrustAllCerts?\b|\bInsecureTrustManagerFactory\b)"
    rb"|(?P<dotnet>\bServerCertificate(?:CustomValidation|Validation)Callback\s*\+?=\s*(?:\([^)]*\)|\w+|delegate[^{]*\{?)\s*(?:=>|return)?\s*\{?\s*(?:return\s+)?true\b"
    rb"|\bDangerousAcceptAnyServerCertificateValidator\b)"
    rb"|(?P<shell>\bcurl\b[^\n|;&]{0,200}?\s(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure)(?=\s|$)|\bwget\b[^\n|;&]{0,200}?--no-check-certificate\b|\bGIT_SSL_NO_VERIFY\s*=\s*(?:1|true)\b)"
    rb"|(?P<proxy>\bproxy_ssl_verify\s+off\b|\bSSLProxyVerify\s+none\b|\bssl\s+verify\s+none\b|\bssl_verify\s*[:=]\s*(?:off|false|no)\b|\binsecure_skip_verify\s*[:=]\s*true\b)",
)
_QUICK = (b"verify", b"unverified", b"CERT_NONE", b"check_hostname", b"rejectUnauthorized", b"strictSSL", b"TLS_REJECT", b"VERIFY", b"Verif", b"SSLProxy", b"insecure", b"curl",
          b"wget", b"rustAll", b"HOSTNAME", b"InsecureTrust", b"CertificateCustomValidation", b"CertificateValidation", b"AnyServerCertificate")  # fmt: skip
_NOT_TLS = re.compile(rb"jwt|jws|jose|token|signature|decode|captcha|password|email|webhook", re.IGNORECASE)
_OUTBOUND = re.compile(rb"requests|httpx|aiohttp|urllib|session|client|http|url|ssl|get\(|post\(|request\(|connect", re.IGNORECASE)
_REMEDIES = {
    "python": "Leave `verify` at its default; for a private authority pass the path of its certificate",
    "node": "Leave `rejectUnauthorized` at its default; for a private authority set `ca` or NODE_EXTRA_CA_CERTS",
    "php": "Leave CURLOPT_SSL_VERIFYPEER true and CURLOPT_SSL_VERIFYHOST 2; for a private authority set CURLOPT_CAINFO",
    "ruby": "Use OpenSSL::SSL::VERIFY_PEER; for a private authority set `ca_file`",
    "go": "Remove InsecureSkipVerify; for a private authority set RootCAs",
    "jvm": "Use the default trust manager and host name verifier; add a private authority to a trust store",
    "dotnet": "Remove the callback; add a private authority to the machine's certificate store",
    "shell": "Remove the option; for a private authority pass --cacert",
    "proxy": "Switch the check on and name the authority's certificate",
}


def insecure_http(view: FileView) -> Iterator[Hit]:
    """http:// towards a provider, or as the address to which a provider sends webhooks or customers."""
    data = view.source.data
    if view.stage in (Stage.DOCS, Stage.TEST) or b"http://" not in data:
        return
    for match in _HTTP.finditer(data):
        start = data.rfind(b"\n", 0, match.start()) + 1
        host = match["host"].decode().rstrip(".")
        if _COMMENT.match(data, start) or _is_near(host):
            continue
        if provider := _provider_of(view, host):
            yield _http_hit(view, match, provider, f"requests to {provider.name}")
        elif _is_route(view, match) and not _PLACEHOLDER_HOST.search(host):
            yield _http_hit(view, match, None, "webhooks and returning customers")


def _http_hit(view: FileView, match: re.Match[bytes], provider: Provider | None, what: str) -> Hit:
    values = {"provider": provider.name if provider else "payment", "host": match["host"].decode(), "what": what}
    severity = None if view.stage is not Stage.SANDBOX else Severity.WARNING
    return Hit(Span(*match.span()), values, provider=provider.id if provider else None, severity=severity)


def _provider_of(view: FileView, host: str) -> Provider | None:
    from golint.checks.environments.hosts import hosts

    name = host.lower().encode()
    return next((seen.provider for seen in hosts(view.catalog).find(name) if seen.span.end == len(name)), None)


def _is_route(view: FileView, match: re.Match[bytes]) -> bool:
    """Whether the address is a webhook or return URL in a file about payments."""
    name = name_before(view.source.data, match.start())
    if not name or not names_route((name,)):
        return False
    lower = view.source.data.lower()
    return b"payment" in lower or b"checkout" in lower or any(w.encode() in lower for p in view.catalog.providers.values() for w in p.words)


def _is_near(host: str) -> bool:
    """Loopback and private addresses, names without a dot (a cluster's services), names of private zones."""
    if "." not in host or _PRIVATE_NAME.search(host):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_link_local


def tls_verification_disabled(view: FileView) -> Iterator[Hit]:
    """A connection whose certificate is not checked, in code, scripts and proxy configuration. In tests and development files it is a note."""
    data = view.source.data
    if view.stage is Stage.DOCS or not any(word in data for word in _QUICK):
        return
    for match in _UNVERIFIED.finditer(data):
        kind = str(match.lastgroup)
        start = data.rfind(b"\n", 0, match.start()) + 1
        if _COMMENT.match(data, start) or (kind == "python" and not _is_tls(data, match)):
            continue
        lower = view.stage in (Stage.TEST, Stage.SANDBOX)
        what = " ".join(match[0].decode("utf-8", "replace").split())[:60]
        yield Hit(Span(*match.span()), {"what": what, "remedy": _REMEDIES[kind]}, severity=Severity.NOTE if lower else None)


def _is_tls(data: bytes, match: re.Match[bytes]) -> bool:
    """`verify=False` of an HTTP client, and not of a token or signature library."""
    if not match[0].startswith(b"verify") or b"ssl" in match[0] or b"CERT_NONE" in match[0]:
        return True
    call = data[max(0, data.rfind(b"\n\n", 0, match.start()), match.start() - 300) : match.start()]
    statement = call[call.rfind(b";") + 1 :]
    opened = statement[: statement.rfind(b"(")] if b"(" in statement else statement
    called = re.findall(rb"[A-Za-z_][\w.]*(?=\s*\($|$)|[A-Za-z_][\w.]*$", opened.strip())
    last = called[-1] if called else statement
    return not _NOT_TLS.search(last) and bool(_OUTBOUND.search(statement))
