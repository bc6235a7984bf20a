"""sensitive-data-logged: what payment code writes to its logs. `rule` is the way in; the other modules are what it asks."""
