"""The catalogue: rules, providers, checklists and languages, read from a folder of data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import astuple

from golint.catalog.errors import CatalogError as CatalogError

if TYPE_CHECKING:
    from golint.catalog.checklists import Checklist, Item
    from golint.catalog.evidence import Kind
    from golint.catalog.languages import Language
    from golint.catalog.providers import Provider
    from golint.catalog.roles import Roles
    from golint.catalog.rules import Rule


C = TypeVar("C", bound="Catalog")


class Catalog(Struct, frozen=True, dict=True):
    """Everything that golint knows, read on first use. `folders` are golint's own and then those that the user added, all of one layout."""

    folders: tuple[Path, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return _knowing, (type(self), astuple(self), vars(self))  # what was read is not read again in each process

    def knowing(self, **parts: Mapping[str, Any]) -> Catalog:
        """This catalogue with those parts, `rules` and the like, that were read of it before."""
        return _knowing(type(self), astuple(self), parts)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules of all pages, by id."""
        from golint.catalog import pages

        found: dict[str, Rule] = {}
        for folder in self.folders:
            for name, rule in pages.load(folder).items():
                if name in found:
                    raise CatalogError(rule.source, 1, f'there is a rule "{name}" already ({found[name].source})', "choose another id")
                found[name] = rule
        return found

    @cached_property
    def providers(self) -> Mapping[str, Provider]:
        """The providers of all packs, by id."""
        from golint.catalog import packs

        return packs.load(self.folders)

    @cached_property
    def checklists(self) -> Mapping[str, Checklist]:
        """The checklists, by id."""
        from golint.catalog import checklists

        return checklists.load(self.folders)

    @cached_property
    def evidence(self) -> Mapping[str, Kind]:
        """The kinds of evidence, by id."""
        from golint.catalog import evidence

        return evidence.load(self.folders)

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """The words of `words.toml`, which context and checks look for."""
        return words_of(self.folders[0])

    @cached_property
    def _languages(self) -> dict[str, Language]:
        return {}

    @cached_property
    def digest(self) -> str:
        """A digest of all that the folders hold: another one means that findings may differ."""
        import hashlib

        digest = hashlib.sha256()
        for folder in self.folders:
            for path in sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".toml")):
                data = path.read_bytes()
                digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
        return digest.hexdigest()

    def roles(self, language: str) -> Roles:
        """What names mean in a language; a language without a table has no roles."""
        return self.language(language).roles

    def language(self, name: str) -> Language:
        """What is known of a language besides its syntax; one without a table has no roles. A dialect is known by its language's table."""
        from golint.catalog.messages import kin_of

        kin = kin_of(name)
        if kin not in self._languages:
            from golint.catalog import languages

            self._languages[kin] = languages.load(self.folders, kin)
        return self._languages[kin]

    def checklists_for(self, provider_id: str | None) -> tuple[Checklist, ...]:
        """The checklists of a provider, or of the provider that it is a white-label of, else the generic one."""
        from golint.catalog.checklists import serving

        served = {provider for checklist in self.checklists.values() for provider in checklist.providers}
        while provider_id and provider_id not in served and provider_id in self.providers:
            provider_id = self.providers[provider_id].inherits
        return serving(self.checklists, provider_id)

    def items_for(self, rule_id: str, provider_id: str | None) -> tuple[Item, ...]:
        """The checklist items that a rule answers for a provider."""
        return tuple(item for checklist in self.checklists_for(provider_id) for item in checklist.items if rule_id in item.rules)

    def is_asked_by(self, provider_id: str | None, rule_id: str) -> bool:
        """Whether a list of a provider's own, and not only the generic one, has an item that a rule answers."""
        own = (checklist for checklist in self.checklists_for(provider_id) if checklist.providers)
        return any(rule_id in item.rules for checklist in own for item in checklist.items)


def _knowing(kind: type[C], fields: tuple[Any, ...], parts: Mapping[str, Any]) -> C:
    known = kind(*fields)
    vars(known).update(parts)
    return known


def load(extra: Sequence[Path] = ()) -> Catalog:
    """The catalogue, with the rules, providers and checklists of further folders added; golint's own files are read on first use.

    Raises CatalogError, or RuleError for a page, where a file of those folders cannot be used.
    """
    catalog = Catalog((rules_folder(), *extra))
    for folder in extra:
        if not folder.is_dir():
            raise CatalogError(str(folder), 1, "this is no folder", "name a folder with rules, providers/ or checklists/ in it")
    if extra:
        _ = catalog.providers, catalog.evidence, catalog.checklists, catalog.rules
    return catalog


@cache
def words_of(folder: Path) -> Mapping[str, Any]:
    """The words of a folder's `words.toml`, read once in a process; none where there is no such file."""
    from golint.catalog import errors

    path = folder / "words.toml"
    return errors.read(path).raw if path.exists() else {}


def rules_folder() -> Path:
    """Where golint's own rules lie: inside the installed package, or beside `src` in its source tree."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent.parent / "rules"
