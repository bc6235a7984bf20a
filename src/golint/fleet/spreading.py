"""Tasks handed out to any executor, a few more whenever one is done, so that the heavy ones come first and a run can be broken off."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from msgspec import Struct

from golint.fleet.errors import LostError
from golint.fleet.hands import Hands
from golint.fleet.tasks import Answer, Failed, Task

_BEAT = 1.0  # seconds


class Crew(Struct, frozen=True):
    """Who works: an executor, what it is to do with a task, and how many tasks it can be at. It may come to have more or fewer workers."""

    executor: Executor
    work: Callable[[Task], Answer]
    width: Callable[[], int]


def answers(crew: Crew, tasks: Iterable[Task], beat: Callable[[], None]) -> Iterator[tuple[Task, Answer]]:
    """Each task with its answer, as they come in; `beat` is called while they are waited for. Raises LostError."""
    waiting = iter(tasks)
    running: dict[Future[Answer], Task] = {}
    done: SimpleQueue[Future[Answer]] = SimpleQueue()
    while True:
        while len(running) < crew.width() and (task := next(waiting, None)) is not None:
            with _unbroken():
                future = crew.executor.submit(crew.work, task)
                running[future] = task
                future.add_done_callback(done.put)
        if not running:
            return
        beat()
        try:
            future = done.get(timeout=_BEAT)
        except Empty:
            continue
        with _unbroken():
            answer = _answer(future)
        yield running.pop(future), answer


@contextmanager
def _unbroken() -> Iterator[None]:
    """An interrupt waits until the end of this: one in the middle of it leaves a future locked, and who works on that would wait for ever.
    Python breaks off in the main thread alone, and nothing is to be put off in another one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
    if came:
        raise KeyboardInterrupt


def _answer(future: Future[Answer]) -> Answer:
    try:
        return future.result()
    except CancelledError:
        raise LostError from None
    except Exception as error:  # such as a worker of a cluster that died too often; the text may hold what was being worked on
        return Failed(f"its worker was lost ({type(error).__name__}); see the logs of the cluster")


@contextmanager
def processes(number: int) -> Iterator[Crew]:
    """As many processes of this machine; at the end none of them is left, whatever it was at."""
    hands = Hands()
    with ThreadPoolExecutor(number) as executor:
        try:
            yield Crew(executor, hands.answer, lambda: number)
        finally:
            hands.close()
