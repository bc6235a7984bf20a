"""Benchmarks: golint against its peers, in paired runs of whole processes.

`peers` and `install` know the other tools, `tree`, `history` and `corpus` what is read, `races` which commands run against each other,
`measure` how, `budgets` what is held of the figures, and `tables` how they are written. Numbers belong to a machine: nothing asserts one.
"""
