"""webhook-without-rate-limit: how often a door may be knocked at. `rule` is the way in; the other modules are what it asks."""
