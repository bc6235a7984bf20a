"""The rules about requests to the provider."""

from golint.lazily import members

__getattr__ = members(
    __name__,
    insecure_http="transport",
    no_connection_reuse="connections",
    no_timeout="timeouts",
    retry_without_backoff="retries",
    status_polling="polling",
    tls_verification_disabled="transport",
    weak_tls_version="tls_versions",
)
