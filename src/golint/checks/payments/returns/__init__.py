"""unverified-return: pages that the customer's browser comes back to. `rule` is the way in; the other modules are what it asks."""
