"""`make check` and `make test`: every watch of the house, told in one line each; what reads only, side by side.

python src/paripurna/cli/check.py [--with-tests]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent
AT_ONCE = (os.cpu_count() or 2) + 1  # one more than cores: one often waits for the database, the browser or the disk
MEMORY, NEEDED_BYTES = Path("/dev/shm"), 2_000_000_000  # noqa: S108 — a folder of its own is made in it
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@dataclass(frozen=True, slots=True)
class Watch:
    """One thing that is looked at, the command that does it, and what mends it where a command can."""

    what: str
    command: tuple[str, ...]
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """Something that tests want of the machine, and the packages of Debian that bring it."""

    names: tuple[str, ...]
    packages: tuple[str, ...]
    title: str
    without: str  # what is not tested then

    def find(self) -> None:
        """This function will see that the program is there, and install Debian's when it may."""
        if self.is_there():
            return
        if os.geteuid() == 0 and shutil.which("apt-get"):
            print(f"  · installing {self.title} (apt-get)", flush=True)
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            for words in (["update"], ["install", "-y", "--no-install-recommends", *self.packages]):
                subprocess.run(["apt-get", "-qq", *words], check=False, env=quiet, capture_output=True)
        if not self.is_there():
            print(f"\n  !!! NO {self.title.upper()}: {self.without} (with CI=true that is a failure) !!!\n", flush=True)

    def is_there(self) -> bool:
        return any(shutil.which(name) for name in self.names)


PROGRAMS = (
    Program(BROWSERS, ("chromium-headless-shell",), "Chromium", "the journeys in a browser are NOT run here"),
    Program(
        ("tesseract",),
        ("tesseract-ocr", "tesseract-ocr-ind"),
        "Tesseract",
        "the reading of scans is NOT tested here",
    ),
)
FORMAT = "`make format` mends most of it"
CHECKS = (
    Watch("types", ("mypy",)),  # first, because it takes longest
    Watch("types of scripts", ("npm", "--prefix", "frontend", "run", "--silent", "check")),
    Watch("format", ("ruff", "format", "--check", "--quiet", "src", "tests", "benchmarks"), FORMAT),
    Watch("lint", ("ruff", "check", "--quiet", "src", "tests", "benchmarks"), FORMAT),
    Watch("templates", ("djade", "--check", "--target-version", "5.2", "@templates"), FORMAT),
    Watch("walls", ("lint-imports", "--no-cache")),
    Watch("settings", ("python", "-m", "paripurna.cli.main", "manage", "check", "--fail-level", "WARNING")),
    Watch("migrations", ("python", "-m", "paripurna.cli.main", "manage", "makemigrations", "--check", "--dry-run")),
)
# Asks no database, so it runs beside the checks; alone on its core, for what is shared out is also gathered twice.
CORE = Watch("core, every branch", ("pytest", "tests/core", "--cov=paripurna.core", "--cov-fail-under=100", "-q"))
# What every worker of the tests would else make or wait for: test modules as pytest rewrites them, and the migrated database.
GROUND = Watch(
    "ground of the tests", ("pytest", "--ignore=tests/core", "-q", "-k", "test_database_is_a_real_postgresql")
)
TESTS = Watch(
    "tests and journeys",
    ("pytest", "-n", str(AT_ONCE), "--dist", "worksteal", "-q", "--ignore=tests/core"),
)


def main(words: list[str]) -> int:
    """This function will run every watch and return how many failed."""
    begin = time.monotonic()
    side_by_side: tuple[Watch, ...] = CHECKS
    alone: tuple[Watch, ...] = ()
    if "--with-tests" in words:
        for program in PROGRAMS:
            program.find()
        side_by_side, alone = (CORE, GROUND, *CHECKS), (TESTS,)
    with in_memory(), ThreadPoolExecutor(AT_ONCE) as pool:
        went_well = [*pool.map(passes, side_by_side), *map(passes, alone)]
    failed = [watch.what for watch, well in zip((*side_by_side, *alone), went_well, strict=True) if not well]
    took = time.monotonic() - begin
    print(f"\n  {'All is well' if not failed else 'Not well: ' + ', '.join(failed)} ({took:.0f} s)\n", flush=True)
    return len(failed)


@contextmanager
def in_memory() -> Iterator[None]:
    """This block has the database of the tests in memory where there is room, for a copy of it is fifteen hundred files."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < NEEDED_BYTES:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="paripurna-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # for root's database, which belongs to somebody else
        (Path(folder) / "postgres-home").write_text(f"{folder}/postgres", encoding="utf-8")
        os.environ["PARIPURNA_TEST_VAR"] = folder
        yield


def passes(watch: Watch) -> bool:
    """This function will run one watch; its output is shown as it comes for the tests, and only upon failure otherwise."""
    command = expand(watch.command)
    if command is None:
        return True
    begin = time.monotonic()
    live = watch is TESTS
    if live:
        print(f"  · {watch.what} …", flush=True)
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=not live, text=True, check=False)
    verdict = "ok" if done.returncode == 0 else f"FAILED{watch.remedy and ': ' + watch.remedy}"
    print(f"  · {watch.what} {verdict} ({time.monotonic() - begin:.0f} s)", flush=True)
    if done.returncode and not live:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def expand(command: tuple[str, ...]) -> list[str] | None:
    """This function will put real paths for names; `None` when there is nothing to look at."""
    if command[0] == "npm" and not (ROOT / "frontend" / "node_modules").exists():  # nothing was built here yet
        return None
    words = [str(BIN / command[0])]
    for word in command[1:]:
        if word == "@templates":
            files = sorted(str(file) for file in (ROOT / "src").rglob("*.html"))
            if not files:
                return None
            words += files
        elif word != "benchmarks" or (ROOT / word).exists():
            words.append(word)
    return words


def environment() -> dict[str, str]:
    """This function will return the environment of the watches: our own programs and sources first."""
    ours = {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "PYTHONPATH": str(ROOT / "src")}
    return {**os.environ, **ours}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
