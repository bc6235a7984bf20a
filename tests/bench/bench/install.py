"""Lays out the other tools, each in an environment of its own. What cannot be had is left out, and the tables say so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.peers import Peer, Ready


def ready(peer: Peer, below: Path, scratch: Path, environment: Mapping[str, str]) -> Ready | str:
    """The tool, installed where that is needed; a text says why there is none."""
    if peer.variable:
        given = os.environ.get(peer.variable)
        found = shutil.which(given or peer.program)
        wanted = f"{peer.variable} names no program" if given else f"neither on PATH nor named by {peer.variable}"
        return Ready(peer, Path(found).resolve().parent, scratch, environment) if found else wanted
    folder = below / peer.name
    packages = peer.pypi or peer.npm
    stamp = folder / ".ready"
    if not stamp.exists() or stamp.read_text("utf-8").split() != list(packages):
        if problem := _python(folder, packages) if peer.pypi else _node(folder, packages):
            return problem
        stamp.write_text("\n".join(packages), "utf-8")
    return Ready(peer, folder / ("bin" if peer.pypi else "node_modules/.bin"), scratch, environment)


def _python(folder: Path, packages: Sequence[str]) -> str:
    pip = (str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    done = _run(folder, (sys.executable, "-m", "venv", "--clear", str(folder))) and _run(folder, (*pip, *packages))
    return "" if done else f"could not be installed from PyPI: {folder.name}.log says why"


def _node(folder: Path, packages: Sequence[str]) -> str:
    if not shutil.which("npm"):
        return "npm is missing"
    flags = ("--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder))
    return "" if _run(folder, ("npm", "install", *flags, *packages)) else f"could not be installed from npm: {folder.name}.log says why"


def _run(folder: Path, command: Sequence[str]) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.log").open("ab") as log:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False).returncode == 0
