"""Versions of TLS below 1.2, in any text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("path", "text", "severity"),
    [
        ("pay.py", "import stripe\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)\n", Severity.ERROR),
        ("pay.py", "context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED\n", Severity.WARNING),
        ("tests/test_pay.py", "context = ssl.SSLContext(ssl.PROTOCOL_SSLv3)\n", Severity.NOTE),
        ("pay.js", 'tls.DEFAULT_MIN_VERSION = "TLSv1";\n', Severity.WARNING),
        ("pay.js", 'https.request({ secureProtocol: "TLSv1_method" });\n', Severity.WARNING),
        ("package.json", '{"scripts": {"start": "node --tls-min-v1.0 app.js"}}\n', Severity.WARNING),
        ("Pay.php", "<?php\n$options = [CURLOPT_SSLVERSION => 4];\n", Severity.WARNING),
        ("pay.rb", "connection = Faraday.new(ssl: { min_version: :TLS1_1 })\n", Severity.WARNING),
        ("Pay.kt", "builder.tlsVersions(TlsVersion.TLS_1_0)\n", Severity.WARNING),
        ("application.properties", "server.ssl.enabled-protocols=TLSv1.1,TLSv1.2\n", Severity.WARNING),
        ("Pay.cs", "handler.SslProtocols = SslProtocols.Tls11;\n", Severity.WARNING),
        ("ingress.yaml", 'data:\n  ssl-protocols: "TLSv1 TLSv1.2"\n', Severity.WARNING),
        ("shop.conf", "SSLProxyProtocol -all +TLSv1.1 +TLSv1.2\n", Severity.WARNING),
        ("haproxy.cfg", "bind :443 ssl force-tlsv10\n", Severity.WARNING),
        ("cdn.tf", 'minimum_protocol_version = "TLSv1.1_2016"\n', Severity.WARNING),
    ],
)
def test_old_versions(findings: Findings, path: str, text: str, severity: Severity) -> None:
    assert [one.severity for one in findings({path: text}, "weak-tls-version")] == [severity]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pay.py", "# ssl.PROTOCOL_TLSv1 is gone\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\n"),
        ("pay.py", "if version == ssl.PROTOCOL_TLSv1:\n    raise OldVersion\n"),
        ("pay.js", 'new https.Agent({ minVersion: "TLSv1.3" });\n'),
        ("Pay.php", "<?php\ncurl_setopt($c, CURLOPT_SSLVERSION, 6);\n"),
        ("pay.go", "package pay\n\nvar config = tls.Config{MinVersion: tls.VersionTLS13}\n"),
        ("Pay.cs", "handler.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;\n"),
        ("nginx.conf", "ssl_protocols TLSv1.2 TLSv1.3;\n"),
        ("shop.conf", "SSLProtocol -all +TLSv1.2 +TLSv1.3\n"),
        ("cdn.tf", 'minimum_protocol_version = "TLSv1.2_2021"\n'),
    ],
)
def test_versions_of_today(findings: Findings, path: str, text: str) -> None:
    assert findings({path: text}, "weak-tls-version") == []
