"""TypeScript with JSX."""

from msgspec.structs import replace

from golint.frontends.grammars import typescript

GRAMMAR = replace(typescript.GRAMMAR, function="language_tsx")
