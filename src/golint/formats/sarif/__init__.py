"""SARIF 2.1.0, for GitHub code scanning and for every other reader of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.formats.encoding import dump
from golint.model import Report

if TYPE_CHECKING:
    from golint.catalog import Catalog


def render(report: Report, catalog: Catalog, *, profile: str = "github", help_uri: str = "") -> str:
    """The report as SARIF.

    The profile "github" holds what GitHub reads, and leaves out suppressed results, which GitHub would open as alerts; "full" adds them,
    fixes and masked source lines. `help_uri` is where the rule pages are published, if anywhere: a page is `<help_uri>/<family>/<rule>`.
    """
    # The library is imported by a run that writes SARIF, and by no other.
    from golint.formats.sarif.log import log
    from golint.formats.sarif.serialise import tree

    return dump(tree(log(report, catalog, full=profile == "full", help_uri=help_uri))) + "\n"
