"""A made repository of any size: the same files for the same seed, and a smaller one is the beginning of a larger one.

Its shares are those of commerce platforms in several languages: most files are code that has nothing to do with payments, three in a
hundred take them or their webhooks, some are data, documentation, bundles and images.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from random import Random

from dialects import FAULTS, HELPERS, NAMES, Dialect, Shape, written
from dialects.csharp import CSharp
from dialects.golang import Go
from dialects.java import Java
from dialects.javascript import JavaScript
from dialects.php import Php
from dialects.python import Python
from dialects.ruby import Ruby

from bench import blocks

SEED = 5
# Of a thousand files, by extension ("test" are tests in Python): how many, and how many blocks at most.
SHARES = {
    "py": (230, 110), "test": (70, 150), "ts": (230, 110), "php": (90, 80), "rb": (60, 120), "go": (50, 80), "java": (60, 80),
    "json": (70, 300), "yaml": (50, 90), "md": (50, 80), "min.js": (3, 2000), "png": (17, 0), "payments": (20, 0),
}  # fmt: skip
DIALECTS: tuple[Dialect, ...] = (Python(), JavaScript(), Php(), Ruby(), Go(), Java(), CSharp())
PAYMENTS = "payments"
PADDING = {".py": "py", ".go": "go", ".js": "min.js"}  # what else stands in the file of a handler, where a file may hold both
PADDED = 12  # blocks at most
CHARGE = '''
import requests
from django.http import HttpResponse


def charge_{number}(request):
    """Charges an order."""
    order = request.POST["order"]
    answer = requests.post("https://api.stripe.com/v1/payment_intents", data={{"amount": {number}, "currency": "eur"}}, timeout=10)
    return HttpResponse(f"{{order}}: {{answer.status_code}}")


'''
POOL = 300  # different blocks of a language
FOLDER = 40  # files in a folder


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a made tree. `kind` is its extension, or PAYMENTS for the files of a payment handler."""

    path: str
    data: bytes
    kind: str


def files(size: int, seed: int = SEED) -> Iterator[Made]:
    """Files until they hold `size` bytes."""
    held = 0
    for index in count():
        for made in made_at(index, seed):
            yield made
            held += len(made.data)
        if held >= size:
            return


def made_at(index: int, seed: int = SEED) -> tuple[Made, ...]:
    """The files of one place in the tree: one of plain code, or those of a payment handler."""
    random = Random(f"{seed}.{index}")
    kind = random.choices(list(SHARES), [share for share, _ in SHARES.values()])[0]
    folder = f"{random.choice(blocks.NOUNS)}/part{index // FOLDER}"
    if kind == PAYMENTS:
        taken = {"shop/charging.py": CHARGE.format(number=index)} | handler(random)
        return tuple(
            Made(f"apps/app{index}/{path}", (text + _padding(random, path, seed)).encode(), PAYMENTS) for path, text in taken.items()
        )
    if kind == "png":
        return (Made(f"{folder}/image{index}.png", b"\x89PNG\r\n\x1a\n\0" + random.randbytes(random.randint(500, 8000)), kind),)
    name = f"tests/test_file{index}.py" if kind == "test" else f"{folder}/file{index}.{kind}"
    return (Made(name, plain(random, kind, seed).encode(), kind),)


def handler(random: Random, dialect: Dialect | None = None) -> dict[str, str]:
    """A webhook handler in some language, framework and way of writing; half of them sound."""
    spoken = dialect or random.choice(DIALECTS)
    helper, acting = random.choice(HELPERS), random.choice(("", "other file"))
    shape = Shape(random.choice(spoken.frameworks), random.sample(NAMES, 3), (0, 1, 2), helper, acting)
    return written(spoken, shape, random.choice(("sound", random.choice(FAULTS))))


def plain(random: Random, kind: str, seed: int = SEED) -> str:
    """A file without payments: a few kilobytes, now and then many."""
    most = SHARES[kind][1]
    between = {"py": "\n\n", "test": "\n\n", "min.js": ""}.get(kind, "\n")
    taken = between.join(random.choices(_pool(kind, seed), k=max(1, int(most * random.random() ** 2))))
    made = blocks.kind(kind)
    return made.before + (taken.replace("\n", "") if kind == "min.js" else taken) + made.after


def _padding(random: Random, path: str, seed: int) -> str:
    kind = PADDING.get(path[path.rindex(".") :])
    return "\n\n".join(["", *random.choices(_pool(kind, seed), k=random.randint(0, PADDED))]) if kind else ""


@cache
def _pool(kind: str, seed: int) -> tuple[str, ...]:
    random = Random(f"{seed}.{kind}")
    return tuple(blocks.block(random, kind) for _ in range(POOL))
