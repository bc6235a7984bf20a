"""A worker's own process, which audits one repository after the other: `python -P -m golint.fleet.hand DESCRIPTOR FOLDER`.

It has nothing of its parent's but a connection, and a folder of its own for temporary files. It writes to no stream: what a library
complains of might quote a file. When its parent is gone it stops at whatever it does, and leaves nothing behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import threading
from multiprocessing.connection import Connection
from queue import SimpleQueue

from golint.fleet.tasks import Task

_GRACE = 5.0  # seconds to stop in


def work(connection: Connection, folder: str) -> None:
    """Answer tasks until the parent hangs up."""
    tasks: SimpleQueue[Task | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(connection, tasks, folder), daemon=True).start()
    from golint.fleet.audits import answer

    while (task := tasks.get()) is not None:
        connection.send(answer(task))


def _listen(connection: Connection, tasks: SimpleQueue[Task | None], folder: str) -> None:
    """Takes tasks in, and notices at once that the parent is gone, however busy the other thread is."""
    try:
        while True:
            tasks.put(connection.recv())
    except (EOFError, OSError):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    threading.Event().wait(_GRACE)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def main() -> None:
    """Work for the parent; the folder goes with this process."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a parent in the background may have had it ignored
    folder = tempfile.tempdir = sys.argv[2]
    try:
        work(Connection(int(sys.argv[1])), folder)
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
