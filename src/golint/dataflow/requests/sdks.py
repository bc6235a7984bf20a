"""The client libraries of providers in one language: what they are imported and built by, and which of their calls move money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from golint.catalog import Catalog
from golint.catalog.providers import MoneyCall, Provider
from golint.dataflow.words import words_of

# What the name of a library says of it: `acme-php`; a folder `acme` may be the shop's own.
_LIBRARY = frozenset({"php", "node", "python", "ruby", "java", "go", "dotnet", "net", "sdk", "client", "api", "library"})


class Sdks(Struct, frozen=True):
    """`calls` are those that move money by their last names, `constructors` those of each provider by its id, `imported` the providers by
    what is imported of theirs, `folders` the names of the folders in which a copy of such a library lies, `acme-php`."""

    calls: Mapping[str, Sequence[tuple[Provider, MoneyCall]]]
    constructors: Mapping[str, frozenset[str]]
    imported: Mapping[str, frozenset[str]]
    folders: frozenset[str]

    def behind(self, path: str) -> frozenset[str]:
        """The providers to whose libraries an imported path leads."""
        steps = path.split(".")
        heads = (".".join(steps[:count]) for count in range(1, len(steps) + 1))
        return frozenset[str]().union(*(self.imported.get(head, ()) for head in heads))

    def has(self, path: str) -> bool:
        """Whether a file is a copied library's, and not the shop's own."""
        return not self.folders.isdisjoint(path.split("/")[:-1])


@lru_cache(maxsize=16)
def sdks(catalog: Catalog, language: str) -> Sdks:
    """The libraries of a language."""
    calls: dict[str, list[tuple[Provider, MoneyCall]]] = {}
    constructors: dict[str, frozenset[str]] = {}
    imported: dict[str, frozenset[str]] = {}
    for provider in catalog.providers.values():
        own = [sdk for sdk in provider.sdks if sdk.language == language]
        constructors[provider.id] = frozenset(reading for sdk in own for reading in _readings(sdk.constructors))
        names = {name for sdk in own for name in (*sdk.imports, *sdk.constructors)}
        for name in names | {name.replace("/", ".") for name in names}:  # the path of a Go package
            imported[name] = imported.get(name, frozenset()) | {provider.id}
        for entry in provider.money:
            for name in entry.call.rpartition(".")[2].split("|") if entry.language == language else ():
                calls.setdefault(name, []).append((provider, entry))
    named = ((one.id, sdk.package.rpartition("/")[2]) for one in catalog.providers.values() for sdk in one.sdks if sdk.language == language)
    folders = frozenset(name for provider, name in named if provider in words_of(name) and words_of(name) & _LIBRARY)
    return Sdks(calls, constructors, imported, folders)


def _readings(constructors: Sequence[str]) -> Iterator[str]:
    """A constructor by its whole path and by the one under which its package gives it out (`midtransclient.Snap`)."""
    for path in constructors:
        yield path
        yield f"{path.partition('.')[0]}.{path.rpartition('.')[2]}"
