"""raw-error-exposed: what a customer is told when a payment fails. `rule` is the way in; the other modules are what it asks."""
