"""JSX: JavaScript's grammar reads it."""

from golint.frontends.grammars.javascript import GRAMMAR

__all__ = ["GRAMMAR"]
