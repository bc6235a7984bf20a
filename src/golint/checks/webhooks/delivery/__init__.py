"""unknown-event-rejected: events that nobody asked for, or about records of another shop. `rule` is the way in; the other modules are what
it asks."""
