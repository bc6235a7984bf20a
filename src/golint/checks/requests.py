"""The rules about requests to the provider."""

from golint.checks.connections import no_connection_reuse
from golint.checks.polling import status_polling
from golint.checks.requests_text import insecure_http, tls_verification_disabled
from golint.checks.retries import retry_without_backoff
from golint.checks.timeouts import no_timeout
from golint.checks.tls_versions import weak_tls_version

__all__ = [
    "insecure_http",
    "no_connection_reuse",
    "no_timeout",
    "retry_without_backoff",
    "status_polling",
    "tls_verification_disabled",
    "weak_tls_version",
]
