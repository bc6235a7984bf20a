"""client-controlled-amount: whose word it is, how much is charged. `rule` is the way in; the other modules are what it asks."""
