"""The providers that a file names, and whom of them it and its functions are about."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from golint.catalog.providers import Provider
from golint.catalog.words import speaks_of
from golint.dataflow.modules import Routine
from golint.dataflow.words import words_of

if TYPE_CHECKING:
    from golint.dataflow.seen import Seen

_LINES_A_MENTION = 500  # in a file that speaks of providers so seldom, one of them is named in passing
_LINES_THROUGHOUT = 100  # seldomer, only those functions are about one that name it
_BY_FAR = 3  # times that one is named as often as the next one, where a file is about it alone


class Parties:
    """Tells it of one file. Its program is asked for only where a provider's name may be a way to pay with others."""

    def __init__(self, view: Seen) -> None:
        self._view = view
        self._known = view.catalog.providers
        self._counted = view.mentions

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The providers that the file names, most often named first; before white-labels of which none is named by far the most, their
        base; last those that it may name as a way to pay alone."""
        named = sorted(self._counted, key=lambda p: (self._is_way_to_pay(self._known[p]), -self._counted[p]))
        base = self._known[named[0]].inherits if named else ""
        rivals = [p for p in named[1:] if base and self._known[p].inherits == base]
        if rivals and self._counted[named[0]] < _BY_FAR * self._counted[rivals[0]]:
            named = [base, *(p for p in named if p != base)]
        return tuple(named)

    @cached_property
    def only(self) -> str:
        """The only one named, or the one named by far the most, its white-labels and its base counted as one with it; "" for none, and for
        several."""
        first, *others = self.named or ("",)
        kin = [p for p in others if first in (p, self._known[p].inherits) or self._known[first].inherits == p]
        often = sum(self._counted.get(p, 0) for p in (first, *kin))
        return "" if any(self._counted[p] * _BY_FAR > often for p in others if p not in kin) else first

    @cached_property
    def are_the_subject(self) -> bool:
        """Whether the file speaks of providers more than in passing."""
        return self._are_told_every(_LINES_A_MENTION)

    @cached_property
    def run_through(self) -> bool:
        """Whether the file speaks of providers all the way through: what is said of it holds of each of its functions."""
        return self._are_told_every(_LINES_THROUGHOUT)

    def _are_told_every(self, lines: int) -> bool:
        return sum(self._counted.values()) * lines > self._view.source.data.count(b"\n")

    def of(self, routine: Routine, told: str = "") -> str:
        """The one that a function is about: whom its name, its class or what else is told of it names, else its text, else the only one of
        the file, and of a file that names none whom the file is named after; "" for none."""
        owner = routine.owner.name if routine.owner else ""
        names = f"{routine.function.qualname} {owner} {told}".encode()
        found = self._named_in(names) or (self.named_by(routine) if routine.start >= 0 else "") or self.only
        return found if self.named else self._of_file

    @cached_property
    def _of_file(self) -> str:
        """The only one that a file is named after: `routes/webhooks/xendit.ts`; "" for none, and for several."""
        name = self._view.source.path.rpartition("/")[2].encode("utf-8", "surrogateescape")
        after = [one.id for one in self._view.candidates if speaks_of(one, name, name.lower())]
        return after[0] if len(after) == 1 else ""

    def named_by(self, routine: Routine) -> str:
        """The first that a function's own text names; "" for none."""
        return self._named_in(self._view.source.data[routine.function.span.start : routine.function.span.end])

    def called_after(self, routine: Routine) -> str:
        """The first that a function's own name, or that of one around it, names: `payWithAcme.<lambda>`; "" for none."""
        return self._named_in(routine.function.qualname.encode())

    def _named_in(self, text: bytes) -> str:
        if not self.named:
            return ""
        words, lowered = words_of(text.decode("utf-8", "replace")), text.lower()
        return next((p for p in self.named if p in words or speaks_of(self._known[p], text, lowered)), "")

    def _is_way_to_pay(self, provider: Provider) -> bool:
        """Whether a provider may be named as a way to pay with others: nothing but its name is there."""
        if not provider.method:
            return False
        paths = [item.path for item in self._view.program.imports] if self._view.program is not None else []
        imported = any(path.startswith(name) for sdk in provider.sdks for name in sdk.imports for path in paths)
        return not imported and not any(host.value.lower().encode() in self._view.caseless for host in provider.hosts)
