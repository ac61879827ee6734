"""Works that do what a library does with a hostile file. Run as a program it is the child with a door to here."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from paripurna.platform.files.reading.inside import child
from paripurna.platform.files.reading.types import Trouble, Unread

ROOT = Path(__file__).parents[4]


@dataclass(frozen=True)
class Found:
    word: str
    numbers: tuple[int, ...]


def count(_file: Path, up_to: int, word: str) -> Found:
    return Found(word, tuple(range(1, up_to + 1)))


def sleep(_file: Path) -> None:
    time.sleep(60)


def start_another(file: Path) -> None:
    with subprocess.Popen(["sleep", "60"]) as program:
        file.write_text(str(program.pid))


def eat(_file: Path) -> int:
    return len(b"x" * 1024**3)


def talk(_file: Path) -> str:
    return "x" * 2 * 1024**2


def crash(_file: Path) -> None:
    os.kill(os.getpid(), 11)


def abort(_file: Path) -> None:
    os.abort()


def stumble(_file: Path) -> None:
    raise TypeError("isi rahasia")


def refuse(_file: Path) -> None:
    raise Unread(Trouble.LOCKED)


def lie(_file: Path) -> int:
    return "bukan bilangan"  # type: ignore[return-value]


def chatter(_file: Path) -> str:
    sys.stdout.write("pesan pustaka")
    os.write(1, b"pesan pustaka")
    return "hasil"


def list_environment(_file: Path) -> list[str]:
    return sorted(os.environ)


def list_modules(_file: Path) -> list[str]:
    import importlib
    import pkgutil

    from paripurna.platform.files.reading import inside

    for module in pkgutil.iter_modules(inside.__path__):
        importlib.import_module(f"{inside.__name__}.{module.name}")
    return sorted(name.partition(".")[0] for name in sys.modules)


if __name__ == "__main__":
    child.ROOM = ""
    child.main()
