"""no-event-deduplication: a delivery that comes again. `rule` is the way in; the other modules are what it asks."""
