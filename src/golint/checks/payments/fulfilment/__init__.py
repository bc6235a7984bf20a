"""amount-not-verified: what was paid, and for which order. `rule` is the way in; the other modules are what it asks."""
