"""What a run is told: the values of golint.toml, .golint.toml or [tool.golint] in pyproject.toml, those of the command line over them."""

from __future__ import annotations

from golint.settings.errors import SettingsError
from golint.settings.finding import repository_of
from golint.settings.globs import PathGlobs
from golint.settings.overrides import Overrides
from golint.settings.reading import load, load_statements, statements_file
from golint.settings.statements import Attestation, Statements, Waiver
from golint.settings.validation import validate, validate_statements
from golint.settings.values import Override, Settings

__all__ = [
    "Attestation",
    "Override",
    "Overrides",
    "PathGlobs",
    "Settings",
    "SettingsError",
    "Statements",
    "Waiver",
    "load",
    "load_statements",
    "repository_of",
    "statements_file",
    "validate",
    "validate_statements",
]
