"""golint reads a merchant's repository and answers a go-live checklist with evidence."""

__version__ = "0.1.0"
