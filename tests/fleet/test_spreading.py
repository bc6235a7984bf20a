"""Tasks that are handed out, and an interrupt in the middle of that."""

from __future__ import annotations

import datetime
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

import pytest

from golint.fleet.spreading import Crew, answers
from golint.fleet.tasks import Answer, Failed, Limits, Task, Terms

Given = ParamSpec("Given")
Told = TypeVar("Told")
PATIENCE = 30


class Interrupting(ThreadPoolExecutor):
    """Somebody presses Ctrl-C while a task is handed out."""

    handed: Future[Answer] | None = None

    def submit(self, fn: Callable[Given, Told], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Told]:
        os.kill(os.getpid(), signal.SIGINT)
        future = super().submit(fn, *args, **kwargs)
        self.handed = future  # type: ignore[assignment]
        return future


def test_an_interrupt_waits_until_a_task_is_handed_out() -> None:
    task = Task(name="shop", path=".", shown="shop", bare=False, terms=Terms(today=datetime.date(2026, 1, 1)), limits=Limits())
    with Interrupting(1) as executor:
        with pytest.raises(KeyboardInterrupt):
            list(answers(Crew(executor, lambda _: Failed("nobody looked"), lambda: 1), [task], lambda: None))
        assert executor.handed is not None
        assert executor.handed.result(timeout=PATIENCE) == Failed("nobody looked")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
