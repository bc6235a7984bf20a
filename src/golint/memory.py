"""How much memory this process holds, and what becomes of what it no longer needs."""

from __future__ import annotations

import os
import sys

_MMAP_THRESHOLD = -3  # malloc.h
_LARGE = 256 * 1024  # bytes; with half of it the system is asked so often that it shows in the time
_PAGE = os.sysconf("SC_PAGE_SIZE") if sys.platform == "linux" else 0


def held() -> int:
    """The bytes of memory that this process holds, without the files that it has mapped; 0 where the system does not tell at once."""
    if not _PAGE:
        return 0
    try:
        descriptor = os.open("/proc/self/statm", os.O_RDONLY)
        try:
            _, resident, mapped, *_ = map(int, os.read(descriptor, 200).split())
        finally:
            os.close(descriptor)
    except (OSError, ValueError):  # no such file system here
        return 0
    return (resident - mapped) * _PAGE


def return_what_is_freed() -> None:
    """Has the C library hand large blocks back to the system once they are freed. Of itself glibc begins to keep them after the first one
    (mallopt(3), `M_MMAP_THRESHOLD`), and a process that reads one file after the other ends up as large as its largest ones together."""
    if sys.platform != "linux":
        return
    import ctypes

    allocator = ctypes.CDLL(None)
    if hasattr(allocator, "mallopt"):  # not in musl, which keeps none
        allocator.mallopt(_MMAP_THRESHOLD, _LARGE)
