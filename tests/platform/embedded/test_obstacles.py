"""What may be in the way: every obstacle is told in one line with a remedy."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from paripurna.platform import embedded
from paripurna.platform.embedded import folders, owner
from paripurna.platform.embedded.layout import find_layout
from paripurna.platform.embedded.process import explain

FAST = embedded.Tuning.THROWAWAY


def refusal(var: Path) -> str:
    with pytest.raises(embedded.EmbeddedError) as caught:
        embedded.ensure_running(var, tuning=FAST)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def stopped_data(var: Path) -> Path:
    embedded.ensure_running(var, tuning=FAST)
    embedded.stop(var)
    return find_layout(var).data


class TestStalePid:
    def test_survives_a_killed_server(self, var: Path) -> None:
        embedded.ensure_running(var, tuning=FAST)
        pid = embedded.status(var).pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        while embedded.status(var).running:
            time.sleep(0.01)

        embedded.ensure_running(var, tuning=FAST)

        assert embedded.status(var).running

    def test_survives_a_pid_that_another_program_has_by_now(self, var: Path) -> None:
        data = stopped_data(var)
        (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n1\n5432\n")

        embedded.ensure_running(var, tuning=FAST)

        assert embedded.status(var).pid != os.getpid()


class TestData:
    def test_refuses_a_folder_of_something_else(self, empty_var: Path) -> None:
        data = find_layout(empty_var).data
        data.mkdir(parents=True)
        os.chown(data, *_service_ids())
        (data / "holiday.jpg").touch()

        assert "no PostgreSQL data" in refusal(empty_var)

    def test_asks_for_an_upgrade_of_older_data(self, var: Path) -> None:
        (stopped_data(var) / "PG_VERSION").write_text("16\n")

        assert "run `paripurna db upgrade`" in refusal(var)

    def test_refuses_newer_data(self, var: Path) -> None:
        (stopped_data(var) / "PG_VERSION").write_text("99\n")

        assert "install the newer Paripurna" in refusal(var)

    def test_refuses_data_of_root(self, empty_var: Path) -> None:
        if os.geteuid() != 0:
            pytest.skip("only root can own it")
        find_layout(empty_var).data.mkdir(parents=True)

        assert "belongs to root" in refusal(empty_var)

    def test_throws_a_half_made_cluster_away(self, empty_var: Path) -> None:
        unfinished = find_layout(empty_var).unfinished_data
        unfinished.mkdir(parents=True)
        (unfinished / "PG_VERSION").write_text("18\n")

        embedded.ensure_running(empty_var, tuning=FAST)

        assert not unfinished.exists()

    @pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's data lies inside `var` and is copied with it")
    def test_does_not_share_the_database_of_a_copied_checkout(self, var: Path) -> None:
        embedded.ensure_running(var, tuning=FAST)
        copy = var.with_name("var-copy")
        shutil.copytree(var, copy)
        embedded.stop(var)

        message = refusal(copy)

        assert "was copied from" in message
        shutil.rmtree(copy)

    @pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's data lies inside `var` and moves with it")
    def test_follows_a_moved_checkout(self, var: Path) -> None:
        stopped_data(var)
        moved = var.rename(var.with_name("var-moved"))

        embedded.ensure_running(moved, tuning=FAST)

        assert embedded.status(moved).data_version == "18"


class TestMachine:
    def test_tells_of_a_full_disk_before_it_begins(self, empty_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(folders.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 5 << 20))

        assert "has 5 MB left" in refusal(empty_var)

    def test_tells_of_a_disk_that_fills_while_it_runs(self) -> None:
        log = 'FATAL:  could not write lock file "postmaster.pid": No space left on device'

        assert "the disk is full" in explain("postgres", log)

    def test_tells_that_no_unprivileged_user_is_there(self, empty_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        if os.geteuid() != 0:
            pytest.skip("only root needs one")
        monkeypatch.setattr(owner, "_lookup", lambda name: None)
        monkeypatch.setattr(owner, "_create", lambda: None)

        assert "useradd --system" in refusal(empty_var)

    def test_tells_whose_socket_folder_is_in_the_way(self, checkout: Path) -> None:
        if os.geteuid() != 0:
            pytest.skip("only root can make a folder of another user")
        deep = checkout / ("a-very-long-name-" * 8) / "var"
        deep.mkdir(parents=True)
        (deep / "postgres-home").write_text(str(deep / "postgres"))
        socket_dir = find_layout(deep).socket_dir
        socket_dir.mkdir()
        os.chown(socket_dir, 65534, 65534)

        message = refusal(deep)

        socket_dir.rmdir()
        assert "set PARIPURNA_VAR to a shorter folder" in message

    def test_tells_when_the_wheel_is_missing(self, empty_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

        assert "make install" in refusal(empty_var)


def _service_ids() -> tuple[int, int]:
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    service = owner._service_owner()
    return service.uid, service.gid
