"""The rules about requests to the provider."""

from golint.lazily import members

__getattr__ = members(
    __package__,
    insecure_http="requests_text",
    no_connection_reuse="connections",
    no_timeout="timeouts",
    retry_without_backoff="retries",
    status_polling="polling",
    tls_verification_disabled="requests_text",
    weak_tls_version="tls_versions",
)
