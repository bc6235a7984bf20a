"""Card numbers and security codes: kept in a store, or on their way to one."""
