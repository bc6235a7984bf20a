"""Plain HTTP and certificate checks, in any text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("path", "text", "severity"),
    [
        ("pay.py", "import requests\nrequests.get('https://api.stripe.com', verify=False)\n", Severity.ERROR),
        ("pay.py", "import requests\nrequests.get('https://intern.example', verify=False)\n", Severity.WARNING),
        ("pay.py", "session.verify = False\nssl._create_unverified_context()\n", Severity.WARNING),
        ("pay.py", "http = urllib3.PoolManager(cert_reqs='CERT_NONE')\n", Severity.WARNING),
        ("pay.js", "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n", Severity.ERROR),
        ("pay.js", "const agent = new https.Agent({ 'rejectUnauthorized': false });\n", Severity.WARNING),
        ("mail.js", "nodemailer.createTransport({ tls: { rejectUnauthorized: false } });\n", Severity.NOTE),
        ("tests/pay.test.js", "new https.Agent({ rejectUnauthorized: false });\n", Severity.NOTE),
        ("Pay.php", "<?php\ncurl_setopt($c, CURLOPT_SSL_VERIFYHOST, 0);\n", Severity.WARNING),
        ("Pay.php", "<?php\n$client = new Client(['verify' => false]);\n", Severity.WARNING),
        ("pay.rb", "http.verify_mode = OpenSSL::SSL::VERIFY_NONE\n", Severity.WARNING),
        ("Pay.cs", "handler.ServerCertificateCustomValidationCallback = (a, b, c, d) => true;\n", Severity.WARNING),
        ("Pay.java", "builder.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE);\n", Severity.WARNING),
        ("deploy.sh", "curl --insecure https://shop.example\n", Severity.WARNING),
        ("haproxy.cfg", "server a ssl verify none\n", Severity.WARNING),
    ],
)
def test_checks_that_are_switched_off(findings: Findings, path: str, text: str, severity: Severity) -> None:
    found = findings({path: text}, "tls-verification-disabled")
    assert {one.severity for one in found} == {severity}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pay.py", "import requests, jwt\njwt.decode(token, key, verify=False)\n"),
        ("pay.py", "user = form.save(verify=False)\n"),
        ("pay.py", "# requests.get(url, verify=False)\n"),
        ("pay.py", "requests.get(url, verify=True)\n"),
        ("pay.php", "<?php\nif ($options['verify'] === false) {\n  curl_setopt($c, CURLOPT_SSL_VERIFYPEER, 0);\n}\n"),
        ("pay.js", "const a = { rejectUnauthorized: true };\n"),
        ("deploy.sh", "curl -s https://shop.example/kiosk\n"),
        ("README.md", "`curl -k https://shop.example`\n"),
    ],
)
def test_checks_that_stay_on(findings: Findings, path: str, text: str) -> None:
    assert findings({path: text}, "tls-verification-disabled") == []


@pytest.mark.parametrize(
    ("path", "text", "hosts"),
    [
        ("pay.py", "requests.post('http://api.stripe.com/v1/charges')\n", ["api.stripe.com"]),
        ("conf.yml", "stripe:\n  webhook_url: http://shop.example/hook\n", ["shop.example"]),
        ("pay.js", "paymongo({ success_url: 'http://shop.example/ok' })\n", ["shop.example"]),
        ("pay.js", "paymongo({ logo_url: 'http://shop.example/logo.png' })\n", []),
        ("pay.js", "const u = 'http://localhost:3000'; paymongo({ success_url: 'http://10.0.0.7/ok' })\n", []),
        ("conf.yml", "stripe:\n  webhook_url: http://payments.svc.cluster.local/hook\n", []),
        ("conf.yml", "stripe:\n  webhook_url: http://yourdomain.com/hook\n", []),
        ("app.js", "const u = { success_url: 'http://shop.example/ok' };\n", []),
        ("pay.py", "# http://api.stripe.com\n", []),
        ("tests/test_pay.py", "get('http://api.stripe.com')\n", []),
        ("pay.py", "stripe = 'http://www.w3.org/2000/svg'\n", []),
        ("pay.py", "get('http://api.stripe.com.evil.example')\n", []),
    ],
)
def test_plain_http(findings: Findings, path: str, text: str, hosts: list[str]) -> None:
    found = findings({path: text}, "insecure-http")
    assert [one.message.split("`")[1] for one in found] == hosts
