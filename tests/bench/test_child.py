"""The program that runs one command and says what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from bench.measure import CHILD

HOLDS = "held = b'x' * 40_000_000; import time; time.sleep(0.4)"
TWO = f"import subprocess, sys; one = subprocess.Popen([sys.executable, '-c', {HOLDS!r}]); {HOLDS}; one.wait()"


def run(tmp_path: Path, *command: str, limit: float = 60, watch: float = 0) -> dict[str, Any]:
    helper = [sys.executable, "-I", "-S", str(CHILD), str(limit), str(tmp_path / "errors"), str(watch), *command]
    said: dict[str, Any] = json.loads(subprocess.run(helper, check=True, capture_output=True, text=True, timeout=120).stdout)
    return said


def test_the_exit_code_and_what_the_command_said_are_kept(tmp_path: Path) -> None:
    said = run(tmp_path, sys.executable, "-c", "import sys; print('to nobody'); sys.exit('a reason')")
    assert said["code"] == 1
    assert (tmp_path / "errors").read_text() == "a reason\n"
    assert said["wall"] > 0
    assert said["together"] == 0  # nobody watched


def test_processor_time_is_that_of_the_whole_tree(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    below = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    assert run(tmp_path, sys.executable, "-c", below)["cpu"] >= 0.3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process tree")
def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    said = run(tmp_path, sys.executable, "-c", TWO, watch=0.005)
    assert said["together"] > 2 * 40_000_000 / 1024 / 1024
    assert 40_000_000 / 1024 / 1024 < said["largest"] < said["together"]


def test_a_command_that_takes_too_long_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    noted = tmp_path / "child"
    below = f"import os, time; open({str(noted)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    above = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {below!r}])"
    for limit in (2, 20, 90):  # a busy machine may need longer to start both
        assert run(tmp_path, sys.executable, "-c", above, limit=limit) == {"stopped": limit}
        if noted.exists() and noted.read_text():
            break
    process = int(noted.read_text())
    for _ in range(200):
        if not alive(process):
            return
        time.sleep(0.05)
    pytest.fail(f"process {process} is still there")


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"  # nobody may be there to collect it
