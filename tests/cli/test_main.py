"""The command line: instant help, and obstacles told in one line."""

import importlib
import runpy
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from paripurna.cli import build, install, main
from paripurna.cli.serve import PortTaken, find_port


def test_help_imports_no_django() -> None:
    code = "import sys; from paripurna.cli.main import paripurna; paripurna(['--help'], standalone_mode=False); sys.exit('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "serve" in done.stdout


def test_launcher_does_nothing_in_a_process_that_a_command_spawns(tmp_path: Path) -> None:
    launcher = tmp_path / "paripurna"
    launcher.write_text(install.LAUNCHER.format(python=sys.executable))

    assert callable(runpy.run_path(str(launcher), run_name="__mp_main__")["main"])


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_command_is_there_and_helps(name: str) -> None:
    row = main.COMMANDS[name]
    command = getattr(importlib.import_module(f"paripurna.cli.{row.module}"), row.name)

    assert command.help or command.params


def test_tells_an_obstacle_in_one_line(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "paripurna.cli.main", "db", "status"]
    environment = {"DATABASE_URL": "nonsense", "PARIPURNA_VAR": str(tmp_path), "PYTHONPATH": "src"}

    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == "Error: DATABASE_URL must look like postgresql://user:password@host:5432/database.\n"


def test_tells_a_database_that_does_not_answer_without_waiting(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "paripurna.cli.main", "audit", "verify"]
    url = f"postgresql://kla:rahasia@127.0.0.1:{_free_port()}/kla"
    environment = {"DATABASE_URL": url, "PARIPURNA_VAR": str(tmp_path), "PYTHONPATH": "src"}

    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=30)

    assert done.returncode == 1
    assert done.stderr.startswith("Error: Basis data tidak menjawab. Periksa DATABASE_URL.")
    assert "rahasia" not in done.stderr
    assert "Traceback" not in done.stderr


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def test_refuses_an_unknown_command() -> None:
    result = CliRunner().invoke(main.paripurna, ["nonsense"])

    assert result.exit_code == 2


class TestFindPort:
    @pytest.fixture
    def taken(self) -> int:
        with socket.socket() as holder:
            holder.bind(("127.0.0.1", 0))
            holder.listen()
            yield holder.getsockname()[1]

    def test_takes_the_next_one_when_the_wanted_is_taken(self, taken: int) -> None:
        assert find_port("127.0.0.1", wanted=taken, strict=False) > taken

    def test_refuses_when_that_one_was_asked_for(self, taken: int) -> None:
        with pytest.raises(PortTaken, match="--port"):
            find_port("127.0.0.1", wanted=taken, strict=True)


class TestEnsureBuilt:
    def test_gathers_what_a_server_would_miss(
        self, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.STATIC_ROOT, settings.FRONTEND_DIST = tmp_path / "static", tmp_path
        gathered: list[bool] = []
        monkeypatch.setattr(build, "collect_static", lambda: gathered.append(True))

        build.ensure_built()
        (tmp_path / "static").mkdir()
        (tmp_path / "static" / "staticfiles.json").write_text("{}")
        build.ensure_built()

        assert gathered == [True]

    def test_says_in_one_line_that_nothing_was_built(self, tmp_path: Path, settings: Any) -> None:
        settings.STATIC_ROOT, settings.FRONTEND_DIST = tmp_path / "static", tmp_path / "dist"

        with pytest.raises(build.NotBuilt, match="paripurna build"):
            build.ensure_built()
