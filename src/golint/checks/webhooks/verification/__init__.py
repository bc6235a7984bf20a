"""missing-signature-verification and fail-open-verification: is the sender verified, and on every path? `rule` is the way in; the other
modules are what it asks."""
