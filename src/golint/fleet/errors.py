"""What keeps a whole fleet from being audited."""

from __future__ import annotations


class FleetError(ValueError):
    """A fleet that cannot be audited: what is wrong with what, and what to do."""

    def __init__(self, what: str, problem: str, remedy: str) -> None:
        super().__init__(f"{what} {problem}; {remedy}")


class LostError(FleetError):
    """A fleet that lost the cluster which worked at it: what is done is kept."""

    def __init__(self) -> None:
        super().__init__("The cluster", "has given up the work", "see to its scheduler, and run golint fleet again: it goes on")
