"""Values as JSON, by the types that their dataclasses declare. What does not fit the types is refused when it is read."""

from __future__ import annotations

import enum
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

_SPARSE = 3  # fields with defaults, from which it pays to name those that differ

T = TypeVar("T")
Turn = Callable[[Any], Any]


class DamagedError(ValueError):
    """What was read is no value of the type."""


@dataclass(frozen=True, slots=True)
class Codec(Generic[T]):
    """Turns values of one type into what JSON knows, and back."""

    encode: Callable[[T], Any]
    decode: Callable[[Any], T]


def codec(kind: type[T]) -> Codec[T]:
    """The codec of a type."""
    return Codec(*_turns(kind, {}))


def _turns(kind: Any, known: dict[Any, tuple[Turn, Turn]]) -> tuple[Turn, Turn]:
    if kind not in known:
        known[kind] = _made(kind, known)
    return known[kind]


def _made(kind: Any, known: dict[Any, tuple[Turn, Turn]]) -> tuple[Turn, Turn]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (inner,) = (each for each in arguments if each is not types.NoneType)
        return _optional(*_turns(inner, known))
    if origin is tuple and arguments[1:] == (...,):
        return _many(tuple, *_turns(arguments[0], known))
    if origin is tuple:
        return _several([_turns(each, known) for each in arguments])
    if origin is frozenset:
        return _many(frozenset, *_turns(arguments[0], known))
    if origin in (dict, Mapping):
        return dict, _texts
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return lambda value: value.value, kind
    if is_dataclass(kind):
        return _fields(kind, known)
    return _same, _checked(kind)


def _same(value: Any) -> Any:
    return value


def _checked(kind: type) -> Turn:
    def decode(value: Any) -> Any:
        if type(value) is not kind:
            raise DamagedError(kind.__name__)
        return value

    return decode


def _texts(value: Any) -> dict[str, str]:
    """Texts by texts."""
    if type(value) is not dict or not all(type(each) is str for each in value.values()):
        raise DamagedError("dict")
    return value


def _optional(encode: Turn, decode: Turn) -> tuple[Turn, Turn]:
    return lambda value: None if value is None else encode(value), lambda value: None if value is None else decode(value)


def _many(build: Callable[[Any], Any], encode: Turn, decode: Turn) -> tuple[Turn, Turn]:
    def decoded(value: Any) -> Any:
        return build([decode(each) for each in _listed(value)])

    return lambda value: [encode(each) for each in (sorted(value) if build is frozenset else value)], decoded


def _several(turns: list[tuple[Turn, Turn]]) -> tuple[Turn, Turn]:
    def decoded(value: Any) -> Any:
        return tuple(turn[1](each) for turn, each in zip(turns, _listed(value, len(turns)), strict=True))

    return lambda value: [turn[0](each) for turn, each in zip(turns, value, strict=True)], decoded


def _fields(kind: Any, known: dict[Any, tuple[Turn, Turn]]) -> tuple[Turn, Turn]:
    """A dataclass as the list of its fields; where many of them may be left out, as those that differ from their defaults, by name."""
    hints = get_type_hints(kind)
    turns = {each.name: _turns(hints[each.name], known) for each in fields(kind)}
    usual = {each.name: each.default for each in fields(kind) if each.default is not MISSING}
    return _sparse(kind, turns, usual) if len(usual) >= _SPARSE else _dense(kind, turns)


def _dense(kind: Any, turns: Mapping[str, tuple[Turn, Turn]]) -> tuple[Turn, Turn]:
    encoders, decoders = [(name, turn[0]) for name, turn in turns.items()], [turn[1] for turn in turns.values()]

    def encode(value: Any) -> Any:
        return [turn(getattr(value, name)) for name, turn in encoders]

    def decode(value: Any) -> Any:
        return kind(*[turn(each) for turn, each in zip(decoders, _listed(value, len(decoders)), strict=True)])

    return encode, decode


def _sparse(kind: Any, turns: Mapping[str, tuple[Turn, Turn]], usual: Mapping[str, Any]) -> tuple[Turn, Turn]:
    def encode(value: Any) -> Any:
        found = ((name, turn[0], getattr(value, name)) for name, turn in turns.items())
        return {name: turn(each) for name, turn, each in found if name not in usual or each != usual[name]}

    def decode(value: Any) -> Any:
        if type(value) is not dict:
            raise DamagedError("dict")
        return kind(**{name: turns[name][1](each) for name, each in value.items()})

    return encode, decode


def _listed(value: Any, length: int | None = None) -> list[Any]:
    if type(value) is not list or (length is not None and len(value) != length):
        raise DamagedError("list")
    return value
