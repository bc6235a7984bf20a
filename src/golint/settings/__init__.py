"""What a run is told: the values of golint.toml, .golint.toml or [tool.golint] in pyproject.toml, those of the command line over them."""

from __future__ import annotations

from golint.settings.errors import SettingsError
from golint.settings.finding import repository_of
from golint.settings.globs import PathGlobs
from golint.settings.overrides import Overrides
from golint.settings.reading import load
from golint.settings.validation import validate
from golint.settings.values import Override, Settings

__all__ = ["Override", "Overrides", "PathGlobs", "Settings", "SettingsError", "load", "repository_of", "validate"]
