"""The ways in which languages, tools and proxies switch the check of certificates off."""

from __future__ import annotations

import re

_ARMS = {
    "process": (
        r"\bNODE_TLS_REJECT_UNAUTHORIZED\b[\"']?\]?\s*[=:]\s*[\"']?0\b",
        r"\b_create_default_https_context\b\s*=\s*\S*unverified\S*",
    ),
    "python": (
        r"\bverify(?:_ssl|_certs?)?\s*=\s*False\b",
        r"\bssl\._create_unverified_context\b",
        r"\bcert_reqs\s*=\s*[\"']?(?:ssl\.)?CERT_NONE\b",
        r"\bverify_mode\s*=\s*ssl\.CERT_NONE\b",
        r"\bcheck_hostname\s*=\s*False\b",
        r"\b(?:validate_cert|ssl_verify)\s*=\s*False\b",
    ),
    "node": (
        r"\brejectUnauthorized[\"']?\s*:\s*(?:false|!1)\b",
        r"\bstrictSSL[\"']?\s*:\s*false\b",
    ),
    "php": (
        r"\bCURLOPT_SSL_VERIFY(?:PEER|HOST)\s*(?:,|=>|=)\s*(?:false|0|FALSE)\b",
        r"[\"']verify(?:_peer(?:_name)?)?[\"']\s*=>\s*false\b",
        r"->withoutVerifying\(\)",
        r"[\"']?sslverify[\"']?\s*=>\s*false\b",
    ),
    "ruby": (
        r"\bOpenSSL::SSL::VERIFY_NONE\b",
        r"\bverify_ssl:\s*false\b",
        r"\bssl_verify_mode:\s*:none\b",
        r"\bssl:\s*\{\s*verify:\s*false",
    ),
    "go": (r"\bInsecureSkipVerify\s*[:=]\s*true\b",),
    "jvm": (r"\b(?:NoopHostnameVerifier|ALLOW_ALL_HOSTNAME_VERIFIER|TrustAllStrategy|trustAllCerts?|InsecureTrustManagerFactory)\b",),
    "dotnet": (
        r"\bServerCertificate(?:CustomValidation|Validation)Callback\s*\+?=\s*(?:\([^)]*\)|\w+|delegate[^{]*\{?)"
        r"\s*(?:=>|return)?\s*\{?\s*(?:return\s+)?true\b",
        r"\bDangerousAcceptAnyServerCertificateValidator\b",
    ),
    "shell": (
        r"\bcurl\b[^\n|;&]{0,200}?\s(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure)(?=\s|$)",
        r"\bwget\b[^\n|;&]{0,200}?--no-check-certificate\b",
        r"\bGIT_SSL_NO_VERIFY\s*=\s*(?:1|true)\b",
    ),
    "proxy": (
        r"\bproxy_ssl_verify\s+off\b",
        r"\bSSLProxyVerify\s+none\b",
        r"\bssl\s+verify\s+none\b",
        r"\bssl_verify\s*[:=]\s*(?:off|false|no)\b",
        r"\binsecure_skip_verify\s*[:=]\s*true\b",
    ),
}

SWITCHES = re.compile("|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in _ARMS.items()).encode())
"""Each way to switch the check off; the name of the group says whose it is."""

WORDS = tuple(
    word.encode()
    for word in (
        "verify unverified CERT_NONE check_hostname rejectUnauthorized strictSSL TLS_REJECT VERIFY Verif validate_cert"
        " SSLProxy insecure curl"
        " wget rustAll HOSTNAME Hostname InsecureTrust CertificateCustomValidation CertificateValidation AnyServerCertificate"
    ).split()
)
"""Of these one stands on each line that the pattern can match."""

REMEDIES = {
    "process": "Remove the switch, which holds for every connection of the process",
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
