"""TypeScript with JSX."""

from dataclasses import replace

from golint.frontends.grammars import typescript

GRAMMAR = replace(typescript.GRAMMAR, function="language_tsx")
