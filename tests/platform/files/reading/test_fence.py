"""The fence, tried with works that misbehave: they lie in `misbehaving`, inside the room that a child may enter."""

import os
import time

import pytest

from paripurna.platform.files.reading.fence import CHILD, Fence
from paripurna.platform.files.reading.types import Trouble, Unread
from tests.platform.files.reading import misbehaving


@pytest.fixture(autouse=True)
def _open_room(monkeypatch):
    """A child of a test may also enter the tests."""
    monkeypatch.setattr("paripurna.platform.files.reading.fence.CHILD", "tests.platform.files.reading.misbehaving")
    monkeypatch.setattr("paripurna.platform.files.reading.fence.SOURCE", f"{misbehaving.ROOT}/src:{misbehaving.ROOT}")


def trouble_of(work, path, **limits):
    with pytest.raises(Unread) as unread:
        Fence(**limits).run(work, path)
    return unread.value.trouble


class TestFence:
    def test_hands_over_what_the_work_found(self, tmp_path):
        assert Fence().run(misbehaving.count, tmp_path, 2, word="anak") == misbehaving.Found("anak", (1, 2))

    def test_ends_a_work_that_takes_too_long(self, tmp_path):
        began = time.monotonic()

        assert trouble_of(misbehaving.sleep, tmp_path, seconds=1) == Trouble.TOO_SLOW
        assert time.monotonic() - began < 10

    def test_ends_the_programs_that_the_work_started(self, tmp_path):
        assert trouble_of(misbehaving.start_another, tmp_path / "pid", seconds=2) == Trouble.TOO_SLOW

        pid = int((tmp_path / "pid").read_text())
        for _ in range(50):
            if not _is_running(pid):
                return
            time.sleep(0.1)
        pytest.fail("it still runs")

    def test_gives_only_so_much_memory(self, tmp_path):
        assert trouble_of(misbehaving.eat, tmp_path, memory_mb=200) == Trouble.TOO_HEAVY

    def test_takes_only_so_long_a_result(self, tmp_path):
        assert trouble_of(misbehaving.talk, tmp_path, result_mb=1) == Trouble.TOO_HEAVY

    @pytest.mark.parametrize(
        ("work", "trouble"),
        [
            (misbehaving.crash, Trouble.BROKEN),
            (misbehaving.abort, Trouble.TOO_HEAVY),
            (misbehaving.stumble, Trouble.BROKEN),
            (misbehaving.refuse, Trouble.LOCKED),
            (misbehaving.lie, Trouble.BROKEN),
        ],
    )
    def test_says_how_a_work_failed(self, tmp_path, work, trouble):
        assert trouble_of(work, tmp_path) == trouble

    def test_hears_nothing_but_the_result(self, tmp_path):
        assert Fence().run(misbehaving.chatter, tmp_path) == "hasil"

    def test_takes_no_secret_along(self, tmp_path, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", "postgresql://rahasia")
        monkeypatch.setenv("PARIPURNA_SECRET_KEY", "rahasia")

        names = Fence().run(misbehaving.list_environment, tmp_path)

        assert set(names) <= {"PATH", "LANG", "LC_CTYPE", "TMPDIR", "TESSDATA_PREFIX", "PYTHONPATH", "PYTHONUTF8"} | {
            name for name in names if "THREAD" in name or "ARENA" in name
        }


def test_no_work_brings_django_along(tmp_path, monkeypatch):
    modules = Fence().run(misbehaving.list_modules, tmp_path)

    assert "django" not in modules
    assert {"pypdfium2", "python_calamine"} <= set(modules)


def test_child_enters_no_other_room(tmp_path, monkeypatch):
    monkeypatch.setattr("paripurna.platform.files.reading.fence.CHILD", CHILD)

    assert trouble_of(misbehaving.count, tmp_path) == Trouble.BROKEN


def _is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
