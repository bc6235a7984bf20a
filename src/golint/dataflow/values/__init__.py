"""Where a value came from, and what is in it."""
