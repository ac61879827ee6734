"""What is installed is what was decided: pinned, hashed, from nowhere in particular."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ["requirements.lock", "requirements-dev.lock"]
RUN = PROJECT["project"]["dependencies"]
DEV = PROJECT["dependency-groups"]["dev"]


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "://" not in text
    assert "--index" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


@pytest.mark.parametrize(
    ("lock", "wishes"), [("requirements.lock", RUN), ("requirements-dev.lock", RUN + DEV)], ids=LOCKS
)
def test_lock_follows_pyproject(lock: str, wishes: list[str]) -> None:
    assert {name_of(wish) for wish in wishes} - pins(lock) == set(), "run `make lock`"


def test_every_dependency_says_why() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[project.scripts]")[0].splitlines()
    wishes = [line for line in lines if re.match(r'    "[a-z].*",', line)]

    assert [line for line in wishes if "#" not in line] == []


def test_license_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="ascii")

    assert text.startswith("                    GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "17. Interpretation of Sections 15 and 16." in text
    assert len(text) == 34523
