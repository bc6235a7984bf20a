"""The settings of a run, frozen; and how values given on the command line are laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import fields, replace

from golint.model import Level, Severity, Side, Stage
from golint.settings.globs import rebased
from golint.settings.kinds import option, read_value
from golint.settings.statements import Statements


class Override(Struct, frozen=True, kw_only=True):
    """What holds for some paths only (`[[override]]`): rules that alone run there, rules that do not, and what the files there are."""

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    side: Side | None = None
    stage: Stage | None = None


NOWHERE = Override()


class Settings(Struct, frozen=True, kw_only=True):
    """Everything that a run is told.

    `paths` are the files and folders to check, from the absolute folder `cwd`; `-` is the standard input, whose name is `stdin_filename`.
    `select` and `ignore` hold rule ids and names of families; without `select` every rule up to `level` runs. `fail_on` None never fails.
    `exclude`, `include` and the paths of overrides are patterns as in .gitignore, relative to `base`, the folder of the configuration
    file; with `include` nothing else is looked at, and `exclude` wins. A file named in `paths` is read even if it is excluded, unless
    `force_exclude`. No `providers` means all. `jobs` 0 means as many as there are cores. `statements` are those of the configuration file
    alone. `staged` looks at git's index in place of the work tree; `since` is the commit that findings must be newer than; `history` "only"
    searches what was ever committed in place of the work tree, "too" both. `origins` tells where each value was given ("golint.toml:3",
    "--select").
    """

    paths: tuple[str, ...] = (".",)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: Level = Level.PRACTICE
    fail_on: Severity | None = Severity.WARNING
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    force_exclude: bool = False
    overrides: tuple[Override, ...] = ()
    providers: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    baseline: str | None = None
    max_file_size: int = 5_000_000
    format: str = "text"
    output: str | None = None
    colour: str = "auto"
    jobs: int = 0
    stdin_filename: str = ""
    staged: bool = False
    since: str = ""
    history: str = ""
    config_path: str | None = None
    statements: Statements = field(default_factory=Statements)
    base: str = ""
    cwd: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)

    def merge(self, **given: Any) -> Settings:
        """These settings with values of the command line over them, read as those of a file are; None and () are not given.

        Patterns of the command line are relative to `cwd`. Raises SettingsError.
        """
        values = {name: value for name, value in given.items() if value is not None and value != ()}
        read = {name: read_value(name, value, option(name)) for name, value in values.items()}
        for name in ("exclude", "include"):
            if name in read:
                read[name] = tuple(rebased(pattern, self.cwd, self.base) for pattern in read[name])
        return replace(self, **read, origins={**self.origins, **{name: option(name) for name in read}})

    def runs(self, rule: str, family: str, level: Level, there: Override = NOWHERE) -> bool:
        """Whether a rule runs where `there` holds. Naming a rule outdoes naming its family and its level; `ignore` outdoes `select`."""
        select, ignore = there.select or self.select, {*self.ignore, *there.ignore}
        if rule in ignore:
            return False
        if rule in select:
            return True
        if family in ignore or (select and family not in select):
            return False
        return level.rank <= self.level.rank

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity makes the run fail."""
        return self.fail_on is not None and severity.rank >= self.fail_on.rank

    def origin(self, name: str) -> str:
        """Where the value of a setting was given; "default" where it was not."""
        return self.origins.get(name, "default")


FIELDS = frozenset(each.name for each in fields(Settings))
