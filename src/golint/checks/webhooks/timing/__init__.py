"""timing-unsafe-comparison: signatures and tokens compared in constant time. `rule` is the way in, `comparing` its gate."""
