"""The answer to a run in which nothing has changed since the last one, given before anything is imported.

A run over folders leaves a card in the cache: what it said, wrote and ended with, and a stamp of everything on which that hangs. Where all
stamps are still the same on the same day, the next such run says the same and ends. Whatever is not plain is left to the full run, which is
always right.

A stamp is what the file system says of a file or a folder. It cannot be trusted where the last change lies but a moment before the run: a
second one need not show. There the content stands in its place, as a digest under a key of the card's own, until time has passed. What has
changed since the run began leaves no card.

Nothing is imported here but what Python itself has loaded.
"""

# ruff: noqa: PTH109, PTH112, PTH113, PTH115, PTH116, PTH123  # pathlib takes longer to import than the answer
from __future__ import annotations

import os
import sys
import time
from binascii import crc32
from collections.abc import Iterable, Iterator, Sequence

from golint import __version__
from golint.places import cache_folder, put

KIND = "again"
"""The folder of the cards in the cache."""

SECONDS = "\0"
"""What stands in a text in the place of the seconds that the run took."""

Piece = tuple[str, str]
"""Where a text goes, which is OUT, ERR, or INTO with the path of a file behind it, and the text."""

OUT, ERR, INTO = "1", "2", ">"

_FORM = f"golint {__version__} again 1"
_COMMANDS = (["check"], ["audit"], ["report"])
_ENVIRONMENT = frozenset({
    "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM", "SOURCE_DATE_EPOCH", "PATH", "HOME", "USERPROFILE", "XDG_CONFIG_HOME",
})  # fmt: skip
_LONGEST = 20_000_000  # bytes of a card
_READ = 50_000_000  # bytes that are read for digests
_YOUNG = 2_500_000_000  # nanoseconds: file systems tell times by steps of up to two seconds
_TICK = 20_000_000  # nanoseconds: the step of those that tell parts of a second, and of the clock by which they do
_SECOND = 1_000_000_000
_GONE = "-"


class Answer:
    """What a run says, piece by piece, and its exit code."""

    __slots__ = ("code", "pieces")

    def __init__(self, pieces: Sequence[Piece], code: int) -> None:
        self.pieces, self.code = pieces, code

    def tell(self) -> int:
        """Say it all, and give the code."""
        for target, text in self.pieces:
            stream = {OUT: sys.stdout, ERR: sys.stderr}[target]
            stream.writelines(text.splitlines(keepends=True))  # one long write would outlast a reader that leaves
        return self.code


def answer(arguments: Sequence[str]) -> Answer | None:
    """What the last such run said, with its files written once more; None to have it run."""
    started = time.perf_counter()
    folder = cache_folder()
    if not folder or list(arguments[:1]) not in _COMMANDS or None in (sys.stdout, sys.stderr):
        return None
    try:
        found = _standing(folder, _key(arguments))
        if found is None:
            return None
        code, *parts = found
        took = f"{time.perf_counter() - started:.1f}"
        texts = (text.decode("utf-8", "surrogatepass").replace(SECONDS, took) for text in parts[1::2])
        pieces = list(zip(map(os.fsdecode, parts[::2]), texts, strict=True))
        _write(pieces)
    except (OSError, ValueError, IndexError):
        return None
    return Answer([piece for piece in pieces if not piece[0].startswith(INTO)], int(code))


def _standing(folder: str, key: bytes) -> list[bytes] | None:
    """The code, and the pieces part by part, of the card for these circumstances; None where it does not hold."""
    path = f"{folder}/{KIND}/{_name(key)}"
    told, day, salt, stamped, *rest = _fields(_own(path))
    if told != key or day != _today():
        return None
    lines = os.fsdecode(stamped).split("\0")
    renewed = _confirmed(lines, salt)
    if renewed is None:
        return None
    if renewed:
        put(path, _packed([told, day, salt, os.fsencode("\0".join(renewed.get(line, line) for line in lines)), *rest]))
    else:
        os.utime(path)  # what was of use lately is dropped last
    return rest


def _write(pieces: Iterable[Piece]) -> None:
    for target, text in pieces:
        if target.startswith(INTO):
            with open(target.removeprefix(INTO), "w", encoding="utf-8") as file:
                file.write(text)


def card(arguments: Sequence[str], started: int, paths: Iterable[str], pieces: Iterable[Piece], code: int) -> tuple[str, bytes] | None:
    """The name and the bytes of the card of a run that began at `started`, in nanoseconds; None where it may not be kept.

    What it says hangs on the `paths` of files and folders; that some are not there is a thing to hang on too.
    """
    salt, folder = os.urandom(16), f"{os.getcwd()}{os.sep}"
    try:
        stamping = _Stamping(started, salt)
        lines = [stamping.line(path.removeprefix(folder) or ".") for path in dict.fromkeys(paths)]
    except (OSError, ValueError):
        return None
    key, today = _key(arguments), _today()
    said = [part for at, text in pieces for part in (os.fsencode(at), text.encode("utf-8", "surrogatepass"))]
    packed = _packed([key, today, salt, os.fsencode("\0".join(lines)), b"%d" % code, *said])
    return (_name(key), packed) if len(packed) <= _LONGEST and today == _today(started // _SECOND) else None


def _key(arguments: Sequence[str]) -> bytes:
    """All that a run hangs on beside files and the day."""
    told = [(name, os.environ[name]) for name in sorted(os.environ) if name in _ENVIRONMENT or name.startswith("GOLINT_")]
    watched = sys.stdout.isatty(), sys.stderr.isatty()
    return repr((os.getcwd(), list(arguments), watched, told, sys.version, sys.path, sys.getfilesystemencoding())).encode()


def _name(key: bytes) -> str:
    return f"{crc32(key):08x}{crc32(key[::-1]):08x}"


def _today(seconds: float | None = None) -> bytes:
    return time.strftime("%Y-%m-%d", time.localtime(seconds)).encode()


class _Stamping:
    """Stamps what a run that began at `started` hangs on."""

    def __init__(self, started: int, salt: bytes) -> None:
        self._started, self._salt, self._left = started, salt, _READ

    def line(self, path: str) -> str:
        """The line of a path. Raises ValueError where its stamp tells nothing, and OSError where it cannot be had."""
        try:
            status = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return f"{_GONE} {path}"
        last = max(status.st_mtime_ns, status.st_ctime_ns)
        if last >= self._started - (_TICK if last % _SECOND else _YOUNG):
            raise ValueError(path)
        if not _is_young(status, self._started):
            return f"{_stamp(status)} {path}"
        self._left -= status.st_size
        return f"{_digest(path, self._salt if self._left > 0 else b'')} {path}"


def _is_young(status: os.stat_result, now: int) -> bool:
    return max(status.st_mtime_ns, status.st_ctime_ns) >= now - _YOUNG


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_mtime_ns},{status.st_size},{status.st_ino},{status.st_ctime_ns}"


def _confirmed(lines: Sequence[str], salt: bytes) -> dict[str, str] | None:
    """The lines that are to be read otherwise from now on, since time has made a stamp of their digest; None where a line does not hold."""
    now, renewed = time.time_ns(), {}
    for line in lines:
        told, _, path = line.partition(" ")
        try:
            status = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            if told != _GONE:
                return None
            continue
        stamp = _stamp(status)
        if stamp == told:
            continue
        if not told.startswith("#") or _digest(path, salt) != told:
            return None
        if not _is_young(status, now):
            renewed[line] = f"{stamp} {path}"
    return renewed


def _digest(path: str, salt: bytes) -> str:
    """A digest of what a file holds, or of the names in a folder and where links lead. Raises ValueError for what is neither, or without a
    key."""
    if not salt:
        raise ValueError(path)
    if os.path.isdir(path):
        data = os.fsencode("\0".join(sorted(_entries(path))))
    elif os.path.isfile(path):
        data = _read(path)
    else:
        raise ValueError(path)
    from hashlib import blake2b  # it takes a while to load, and is hardly ever asked

    return f"#{blake2b(data, key=salt, digest_size=16).hexdigest()}"


def _entries(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            yield f"{entry.name}\0{os.readlink(entry.path) if entry.is_symlink() else entry.is_dir()}"


def _packed(fields: Sequence[bytes]) -> bytes:
    """The fields as one, so that damage shows."""
    body = b"".join(fields)
    sizes = ",".join(str(len(field)) for field in fields)
    return f"{_FORM} {crc32(body):08x} {sizes}\n".encode() + body


def _fields(data: bytes) -> list[bytes]:
    """The fields again. Raises ValueError for anything else."""
    head, _, body = data.partition(b"\n")
    form, crc, sizes = head.rsplit(b" ", 2)
    if form != _FORM.encode() or int(crc, 16) != crc32(body):
        raise ValueError
    fields, at = [], 0
    for size in map(int, sizes.split(b",")):
        fields.append(body[at : at + size])
        at += size
    return fields


def _own(path: str) -> bytes:
    """A file that the user wrote: what others lay down in a shared folder is not believed."""
    with open(path, "rb", buffering=0) as file:
        if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
            raise ValueError(path)
        return file.read()


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()
