"""Makes `.venv` with everything in it that a lock file names: run by `make` on any Python 3.11 or newer, nothing else needed.

python3.11 src/paripurna/cli/install.py run|dev|lock
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
STAMP = VENV / "environment"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
Command = Sequence[str | Path]
NEEDED_BYTES = 1_500_000_000
LAUNCHER = """\
#!{python}
from paripurna.cli.main import main
if __name__ == "__main__":  # a process that it spawns reads this file again
    main()
"""


class CannotGoOn(Exception):
    """Something of the machine is missing; the message is one line with the remedy."""


def main(words: list[str]) -> int:
    """This function will bring the environment up to date and return the exit code."""
    want = words[0] if words else "run"
    try:
        if want == "lock":
            _compile_locks()
        elif not _is_current(want):
            _install(want)
    except CannotGoOn as missing:
        print(f"\n  Cannot go on. {missing}\n", file=sys.stderr)
        return 1
    return 0


def _is_current(want: str) -> bool:
    """The environment of development holds all that running needs."""
    known = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    return any(_stamp(kind) in known for kind in ({"dev"} | {want}))


def _stamp(kind: str) -> str:
    wishes = hashlib.sha256(LOCKS[kind].read_bytes() + LOCKS["run"].read_bytes() + LAUNCHER.encode())
    return f"{kind}-{sys.version_info.major}.{sys.version_info.minor}-{wishes.hexdigest()[:16]}"


def _install(want: str) -> None:
    begin = time.monotonic()
    _check_disk()
    _make_venv()
    _say(f"installing what {LOCKS[want].name} names (pinned, checked by hash; a minute or two)")
    _sync(_uv(), LOCKS[want])
    site = next((VENV / "lib").glob("python3.*/site-packages"))
    (site / "paripurna.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    launcher = VENV / "bin" / "paripurna"
    launcher.write_text(LAUNCHER.format(python=VENV / "bin" / "python"), encoding="utf-8")
    launcher.chmod(0o755)
    _run([VENV / "bin" / "python", "-m", "compileall", "-q", ROOT / "src"], "src/ does not compile.")
    STAMP.write_text(_stamp(want), encoding="utf-8")
    _say(f"environment ready in {time.monotonic() - begin:.0f} s")


def _check_disk() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        raise CannotGoOn(
            f"The disk of {ROOT} has {free >> 20} MB left, {NEEDED_BYTES >> 20} MB are needed: free some space."
        )


def _make_venv() -> None:
    if _runs_as(VENV):
        return
    _say(f"making .venv with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        import ensurepip  # noqa: F401 — Debian ships it apart
        import venv
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotGoOn(f"This Python has no venv module: `apt install python{version}-venv`.") from None
    try:
        venv.create(VENV, with_pip=True, symlinks=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotGoOn(f"{VENV} could not be made: {error}.") from error


def _runs_as(folder: Path) -> bool:
    """A folder of another Python, or one that was moved or half made, is made anew."""
    python = folder / "bin" / "python"
    if not python.exists():
        return False
    probe: Command = [python, "-c", "import sys, pip; print(*sys.version_info[:2], sys.prefix)"]
    answer = subprocess.run(probe, capture_output=True, text=True, check=False).stdout.strip()
    return answer == f"{sys.version_info.major} {sys.version_info.minor} {folder}"


def _uv() -> Path:
    """uv, pinned with its hashes in the lock of development, in a folder that `sync` leaves alone."""
    lock = LOCKS["dev"].read_text(encoding="utf-8")
    pin = re.search(r"^uv==.*?(?=^\S)", lock, re.MULTILINE | re.DOTALL)
    if pin is None:
        raise CannotGoOn(f"{LOCKS['dev'].name} does not name uv: restore it (`git checkout requirements-dev.lock`).")
    home = VENV / f"uv-{hashlib.sha256(pin[0].encode()).hexdigest()[:12]}"
    if not (home / "bin" / "uv").exists():
        with tempfile.TemporaryDirectory() as folder:
            wish = Path(folder) / "uv.lock"
            wish.write_text(re.sub(r"^ +#.*\n", "", pin[0], flags=re.MULTILINE), encoding="utf-8")
            _run(
                [*_pip(), "install", "--quiet", "--require-hashes", "--no-deps", "--target", home, "-r", wish],
                "The package registry cannot be reached: check the network, or pip's index and proxy settings.",
            )
    return home / "bin" / "uv"


def _sync(uv: Path, lock: Path) -> None:
    command: Command = [
        uv,
        "pip",
        "sync",
        "--quiet",
        "--require-hashes",
        "--compile-bytecode",
        "--python",
        VENV / "bin" / "python",
        lock,
    ]
    if _succeeds(command):
        return
    _say("uv did not reach its registry; trying pip, which may know another")
    _run(
        [*_pip(), "install", "--quiet", "--require-hashes", "--no-deps", "-r", lock],
        "The packages could not be fetched: check the network, the disk, or pip's index and proxy settings.",
    )


def _compile_locks() -> None:
    _make_venv()
    project = ROOT / "pyproject.toml"
    for kind, options in {"run": [], "dev": ["--group", f"{project}:dev"]}.items():
        _say(f"compiling {LOCKS[kind].name}")
        command: Command = [
            _uv(),
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--generate-hashes",
            "--no-emit-index-url",
            "--no-emit-find-links",
        ]
        header = ["--custom-compile-command", "make lock", "--python-version", "3.11"]
        _run([*command, *header, *options, "-o", LOCKS[kind], project], "The lock could not be compiled.")


def _pip() -> list[str | Path]:
    return [VENV / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]


def _run(command: Command, complaint: str) -> None:
    if not _succeeds(command):
        raise CannotGoOn(complaint)


def _succeeds(command: Command) -> bool:
    """uv knows nothing of pip's settings: where pip is told of another registry, so is uv."""
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if index := environment.get("PIP_INDEX_URL"):
        environment.setdefault("UV_DEFAULT_INDEX", index)
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def _say(sentence: str) -> None:
    print(f"  · {sentence}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
