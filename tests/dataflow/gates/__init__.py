"""Files of which a check's own gate must say that they need no reading, or that they do, by path and text."""
