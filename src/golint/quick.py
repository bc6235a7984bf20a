"""The answer to a hook whose files hold no word that golint goes by, given before anything is imported.

Most commits touch no payment code, and then to start is all that a run costs. So a full run leaves a card in the cache: the words, and all
else on which the answer hangs. Where a later run fits the card to the letter, and none of its files holds such a word, the two lines that a
full run would print are printed at once. Whatever is not plain is left to the full run, which is always right.

Nothing is imported here but what Python itself has loaded.
"""

# ruff: noqa: PTH109, PTH116, PTH120, PTH123  # pathlib and its like take longer than the answer
from __future__ import annotations

import os
import sys
import time
from binascii import crc32
from collections.abc import Iterable, Iterator, Sequence

from golint import __version__
from golint.places import BASELINE, CONFIGURATIONS, cache_folder, put
from golint.tokens import key, tokens

OPTIONS = frozenset({"--force-exclude", "--exit-zero"})
"""The options with which a run may be answered from a card."""

_FORM = f"golint {__version__} quick 2"
_FIELD, _ITEM = b"\x1e", b"\x1f"
_SNIFF = 8192
_PORTION = 500_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_REGULAR, _KIND = 0o100000, 0o170000


def answer(arguments: Sequence[str]) -> str | None:
    """What a full run would print, where it would find nothing to look at; None to have it run."""
    started = time.perf_counter()
    options, paths = [one for one in arguments[1:] if one.startswith("-")], [one for one in arguments[1:] if not one.startswith("-")]
    if arguments[:1] != ["check"] or not paths or not OPTIONS.issuperset(options) or _is_watched():
        return None
    try:
        card = _card(options)
        if card is None or len(set(paths)) < len(paths) or not _are_clean(paths, card):
            return None
    except (OSError, ValueError, IndexError):
        return None
    counted = "1 file" if len(paths) == 1 else f"{len(paths):,} files"
    return f"Checked {counted} with {card[_RULES].decode()} in {time.perf_counter() - started:.1f} s\nNo findings\n"


def is_kept(options: Sequence[str]) -> bool:
    """Whether a card fits a run with these options already. What its facts hang on has not changed then, and neither have they."""
    try:
        return _card(options) is not None
    except (OSError, ValueError, IndexError):
        return False


def keep(options: Sequence[str], folders: Iterable[str], facts: Sequence[bytes]) -> None:
    """Leave a card for later runs with these options in this working directory. `folders` hold the catalogue, `facts` are what `facts_of`
    gives. Where the card cannot be written, later runs are full ones."""
    fields = [_FORM.encode(), _ITEM.join([*map(os.fsencode, folders)]), b"", b"", *facts]
    fields[_STAMP], fields[_SURROUNDINGS] = _stamp(fields[_FOLDERS]), _surroundings(os.getcwd())
    if any(_FIELD in field for field in fields) or BASELINE.encode() in fields[_SURROUNDINGS]:
        return  # what a baseline says of a file may be out of date, which a full run tells
    path = _path(options)
    if path:
        put(path, _FIELD.join(fields))


_FOLDERS, _STAMP, _SURROUNDINGS, _RULES, _LIMIT, _BELOW, _EXCLUDED, _BINARY, _VENDORED, _OWN, _GROUPS = range(1, 12)


def facts_of(
    rules: str,
    limit: int,
    excluded: tuple[str, Iterable[str]],
    binary: Iterable[str],
    vendored: Iterable[str],
    own: Iterable[bytes],
    pulls: Iterable[Sequence[Iterable[bytes]]],
) -> tuple[bytes, ...]:
    """The facts of a card: the number of rules in words, the limit of a file's size, the way from where excluded paths begin to this folder
    with texts of which each excluded path holds one, the endings of files that hold no text, the names of folders that others wrote, the
    words that are worth a look, and the groups of words by which each rule goes."""
    below, held = excluded
    groups = (_ITEM.join(b"\x1d".join(sorted(group)) for group in rule) for rule in pulls)
    texts = (_ITEM.join(map(os.fsencode, sorted(names))) for names in (held, binary, vendored))
    return rules.encode(), str(limit).encode(), os.fsencode(below), *texts, _ITEM.join(sorted(own)), b"\x1c".join(sorted(groups))


def _is_watched() -> bool:
    """Whether a person is at a terminal, or colours are wanted."""
    return sys.stdout.isatty() or any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))


def _card(options: Sequence[str]) -> list[bytes] | None:
    """The card that fits this run."""
    path = _path(options)
    if not path:
        return None
    card = _read(path).split(_FIELD)
    if card[0] != _FORM.encode() or len(card) <= _GROUPS:
        return None
    return card if card[_STAMP] == _stamp(card[_FOLDERS]) and card[_SURROUNDINGS] == _surroundings(os.getcwd()) else None


def _are_clean(paths: Iterable[str], card: Sequence[bytes]) -> bool:
    """Whether a full run would count the files and pass on. They are looked at in portions, for a hook may name a whole repository."""
    texts: list[bytes] = []
    size = 0
    for path in paths:
        data = _plain(path, card)
        if data is None:
            return False
        texts.append(path.lower().encode() + b"\n" + data.lower())
        size += len(data)
        if size > _PORTION:
            if _pulls(texts, card):
                return False
            texts, size = [], 0
    return not _pulls(texts, card)


def _plain(path: str, card: Sequence[bytes]) -> bytes | None:
    """What a file holds, if that is text in a file that a full run would look at."""
    if not (path.isascii() and path.isprintable()) or os.path.normpath(path) != path or path.startswith(("/", "../")) or "\\" in path:
        return None
    *folders, name = path.split("/")
    if any(text in card[_BELOW] + path.encode() for text in card[_EXCLUDED].split(_ITEM) if text):
        return None
    if os.fsencode(name.rpartition(".")[2].lower()) in card[_BINARY].split(_ITEM) or any(_is_marked(one, card) for one in folders):
        return None
    if os.stat(path).st_mode & _KIND != _REGULAR:
        return None
    data = _read(path)
    return None if len(data) > int(card[_LIMIT]) or data.startswith(_UTF_16) or b"\0" in data[:_SNIFF] else data


def _is_marked(folder: str, card: Sequence[bytes]) -> bool:
    return folder == "vendor" or folder.endswith((".dist-info", ".egg-info", ".egg")) or folder.encode() in card[_VENDORED].split(_ITEM)


def _pulls(texts: Sequence[bytes], card: Sequence[bytes]) -> bool:
    """Whether a text holds a word that is worth a look, or one of every group of a rule."""
    whole = b"\n".join(texts)
    held = tokens(whole)
    if any(key(word) in held and word in whole for word in card[_OWN].split(_ITEM)):
        return True
    rules = [[group.split(b"\x1d") for group in rule.split(_ITEM)] for rule in card[_GROUPS].split(b"\x1c")]
    known = {word for rule in rules for group in rule for word in group}
    found = {word for word in known if key(word) in held and word in whole}
    near = [groups for rule in rules if all(groups := [found.intersection(group) for group in rule])]
    return any(all(any(word in text for word in group) for group in groups) for groups in near for text in texts)


def _path(options: Sequence[str]) -> str:
    """The card's place: one for each working directory and each set of options."""
    folder = cache_folder()
    key = "\0".join((os.getcwd(), *sorted(options)))
    return f"{folder}/quick/{crc32(os.fsencode(key)):08x}-{len(key)}" if folder else ""


def _surroundings(folder: str) -> bytes:
    """What may change a run from outside of its files: each configuration file and baseline from here upwards, as far as the repository's
    root."""
    return _ITEM.join(_upwards(folder))


def _upwards(folder: str) -> Iterator[bytes]:
    start = folder
    yield os.fsencode(start)
    while True:
        for name in (*CONFIGURATIONS, BASELINE):
            if os.path.lexists(f"{folder}/{name}"):
                yield name.encode() + b" " + _read(f"{folder}/{name}")
        if os.path.lexists(f"{folder}/.git") or os.path.dirname(folder) == folder:
            return
        folder = os.path.dirname(folder)


def _stamp(folders: bytes) -> bytes:
    """A mark of the files of the catalogue: another one means that they may have changed."""
    found = sorted(line for folder in folders.split(_ITEM) for line in _files(os.fsdecode(folder)))
    return f"{crc32(os.fsencode(chr(10).join(found))):08x}-{len(found)}".encode()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path} {status.st_mtime_ns} {status.st_size}"


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()
