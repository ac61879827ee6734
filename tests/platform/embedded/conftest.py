"""Real servers in real folders: nothing of PostgreSQL is faked here."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from paripurna.platform import embedded
from paripurna.platform.embedded.layout import find_layout


@pytest.fixture
def checkout() -> Iterator[Path]:
    """A short folder that every user may pass through, as a checkout is (pytest's own temporary folders are closed)."""
    folder = Path(tempfile.mkdtemp(prefix="prp-"))
    folder.chmod(0o755)
    yield folder
    for var in folder.glob("var*"):
        embedded.stop(var)
    shutil.rmtree(folder)


@pytest.fixture
def empty_var(checkout: Path) -> Path:
    """A `var` whose database, when root runs the tests, lies inside the checkout too and not under /var/lib."""
    return make_var(checkout)


@pytest.fixture
def var(checkout: Path, seed: Path) -> Path:
    """A `var` with a cluster that was stopped in good order."""
    var = make_var(checkout)
    home = find_layout(var).home
    home.parent.mkdir(exist_ok=True)
    home.mkdir()
    subprocess.run(["cp", "-a", find_layout(seed).data, home], check=True)
    subprocess.run(["cp", "-al", find_layout(seed).programs, home], check=True)
    return var


@pytest.fixture(scope="session")
def seed() -> Iterator[Path]:
    """`initdb` takes a second: once is enough."""
    folder = Path(tempfile.mkdtemp(prefix="prp-"))
    folder.chmod(0o755)
    var = make_var(folder)
    embedded.ensure_running(var, tuning=embedded.Tuning.THROWAWAY)
    embedded.stop(var)
    yield var
    shutil.rmtree(folder)


def make_var(checkout: Path) -> Path:
    var = checkout / "var"
    var.mkdir()
    if os.geteuid() == 0:
        (var / "postgres-home").write_text(str(checkout / "state" / "home"))
    return var
