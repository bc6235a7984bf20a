"""What keeps a whole fleet from being audited."""

from __future__ import annotations


class FleetError(ValueError):
    """A fleet that cannot be audited: what is wrong with what, and what to do."""

    def __init__(self, what: str, problem: str, remedy: str) -> None:
        super().__init__(f"{what} {problem}; {remedy}")


class LostError(FleetError):
    """A fleet that lost those who worked at it: what is done is kept."""
