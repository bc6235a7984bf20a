"""From a call to the routine that it runs: through imports, classes, interfaces and what a framework hands over."""
