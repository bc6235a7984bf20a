"""What Django's views hand to the hooks that their heirs write: the form, or the serializer, that they filled with what was sent."""

from __future__ import annotations

from collections.abc import Iterator

from golint.dataflow.bindings import Binding
from golint.facts import Argument, Call, Function, Name
from golint.model import Span

_HOOKS = {
    "perform_create": ("self.get_serializer", "self.request.data"),
    "perform_update": ("self.get_serializer", "self.request.data"),
    "form_valid": ("self.get_form", "self.request.POST"),
}
"""Hooks, each with what makes the one thing that it is handed, and of what (https://www.django-rest-framework.org/api-guide/generic-views/,
https://docs.djangoproject.com/en/5.2/ref/class-based-views/mixins-editing/)."""


def handed_forms(function: Function) -> Iterator[tuple[str, Binding]]:
    """The parameter of such a hook with what the view has put into it; nothing for any other function."""
    told = _HOOKS.get(function.name)
    if told is None or len(function.parameters) != 2 or function.parameters[0].name != "self":
        return
    makes, sent = told
    place = Span(function.name_span.end, function.name_span.end)
    data = Argument(Name(sent, place, sent), "data")
    yield function.parameters[1].name, Binding(Call(Name(makes, place, makes), makes, (data,), place), place.start, ())
