"""Processes that audit repositories, seen from outside: what takes too long or too much is ended, and what dies is tried once more."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path

from golint.fleet.tasks import Answer, Failed, Limits, Task

_TICK = 0.25  # seconds between two looks at a process
_GRACE = 3.0  # seconds for a process to clear up in
_TRIES = 2
_HEAVY = 500_000_000  # bytes, from which on a process is not given another repository
_TASKS = 100  # after which it is not either
INTERRUPTED = Failed("interrupted")


class DeadError(Exception):
    """A process that is gone before it answered, and how it ended."""


class Hand:
    """A process that audits one repository at a time. It runs in a session of its own, so that Ctrl-C is for its parent alone to deal with,
    which ends it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="golint-fleet-", ignore_cleanup_errors=True)
        self._connection, theirs = Pipe()
        self._done = 0
        with theirs:
            module = ("-P", "-m", "golint.fleet.hand")  # -P: it imports nothing that lies in the working directory
            self._process = subprocess.Popen(
                [sys.executable, *module, str(theirs.fileno()), self._folder.name],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def answer(self, task: Task) -> Answer:
        """What became of the repository; a Failed where a limit was passed, which ends the process. Raises DeadError."""
        try:
            self._connection.send(task)
            failed = self._watched(task.limits)
            if failed:
                self.end()
                return failed
            found: Answer = self._connection.recv()
        except (EOFError, OSError):
            self.end()
            raise DeadError(_ending(self._process.returncode)) from None
        self._done += 1
        return found

    @property
    def fresh(self) -> bool:
        """Whether it may be given another repository."""
        return self._process.poll() is None and self._done < _TASKS and self._memory() < _HEAVY

    def end(self) -> None:
        """End the process and what it began. Any thread may do so."""
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def close(self) -> None:
        """End the process, and remove what it left."""
        self.end()
        self._connection.close()
        self._folder.cleanup()

    def _watched(self, limits: Limits) -> Failed | None:
        """Wait for the answer; why it will not come, if a limit is passed."""
        end = time.monotonic() + (limits.seconds or math.inf)
        while (left := end - time.monotonic()) > 0:
            answered = self._connection.poll(min(_TICK, left))
            if limits.memory and self._memory() > limits.memory:
                return Failed(f"it took more than {limits.memory / 1e6:,.0f} MB of memory; give it more with --memory")
            if answered:
                return None
        return Failed(f"it took longer than {limits.seconds:g} seconds; give it more with --timeout")

    def _memory(self) -> int:
        """The bytes that the process holds; 0 where the system does not tell in a file."""
        try:
            pages = Path(f"/proc/{self._process.pid}/statm").read_text("ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")


class Hands:
    """Processes that are kept from one repository to the next, as many as there are threads that ask for work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy: set[Hand] = set()
        self._idle: list[Hand] = []
        self._closed = False

    def answer(self, task: Task) -> Answer:
        """What became of the repository. A process that dies costs it one retry."""
        return _tried(self._answer, task)

    def close(self) -> None:
        """End them all, the busy ones too."""
        with self._lock:
            self._closed = True
            ended = [*(hand.end for hand in self._busy), *(hand.close for hand in self._idle)]
        threads = [threading.Thread(target=end) for end in ended]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _answer(self, task: Task) -> Answer:
        hand = self._taken()
        if hand is None:
            return INTERRUPTED
        try:
            return hand.answer(task)
        finally:
            self._put_back(hand)

    def _taken(self) -> Hand | None:
        with self._lock:
            if self._closed:
                return None
            hand = self._idle.pop() if self._idle else Hand()
            self._busy.add(hand)
            return hand

    def _put_back(self, hand: Hand) -> None:
        with self._lock:
            self._busy.discard(hand)
            keep = not self._closed and hand.fresh
            if keep:
                self._idle.append(hand)
        if not keep:
            hand.close()


def answer_apart(task: Task) -> Answer:
    """What became of the repository, from a process of its own that is gone afterwards: for workers that are not ours to end."""
    return _tried(_answer_apart, task)


def _answer_apart(task: Task) -> Answer:
    hand = Hand()
    try:
        return hand.answer(task)
    finally:
        hand.close()


def _tried(attempt: Callable[[Task], Answer], task: Task) -> Answer:
    ending = ""
    for _ in range(_TRIES):
        try:
            return attempt(task)
        except DeadError as error:
            ending = str(error)
    return Failed(f"its worker died each time ({ending}); give it more memory, or leave the repository out")


def _ending(code: int) -> str:
    """How a process ended."""
    if code >= 0:
        return f"exit code {code}"
    names = {one.value: one.name for one in signal.Signals}
    return names.get(-code, f"signal {-code}")
