"""Settings: what the environment says, what is said when it is wrong, and what stands when it says nothing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from paripurna.config.logs import DROPPED, drop_personal
from paripurna.config.settings.environment import BadSetting, Environment

ROOT = Path(__file__).resolve().parents[2]


def ask(expression: str, var: Path, **environment: str) -> str:
    """This function will say what an installation with this environment answers."""
    code = f"from paripurna.config.settings import base as s; print({expression})"
    known = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "PARIPURNA_VAR": str(var),
        "DATABASE_URL": "postgresql://h/d",
    }
    return subprocess.run(
        [sys.executable, "-c", code], env=known | environment, capture_output=True, text=True, check=True
    ).stdout.strip()


class TestBase:
    def test_runs_over_plain_http_on_this_machine_only(self, tmp_path: Path) -> None:
        assert ask("s.HTTPS, s.SESSION_COOKIE_SECURE", tmp_path) == "False False"

    def test_wants_encrypted_lines_as_soon_as_it_has_a_name(self, tmp_path: Path) -> None:
        answer = ask(
            "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0",
            tmp_path,
            PARIPURNA_HOSTS="kla.example",
        )

        assert answer == "True True True"

    def test_policy_of_content_allows_nothing_inline(self, tmp_path: Path) -> None:
        assert "unsafe" not in ask("s.CONTENT_SECURITY_POLICY", tmp_path)

    def test_sample_file_names_every_variable(self) -> None:
        source = "".join(file.read_text() for file in (ROOT / "src/paripurna/config").rglob("*.py"))
        sample = (ROOT / ".env.example").read_text()

        names = set(re.findall(r"\benv\.\w+\(\s*\"(\w+)\"", source))

        assert {name for name in names if f"{name}=" not in sample} == set()

    def test_names_no_source_that_nobody_set(self, tmp_path: Path) -> None:
        assert ask("s.SOURCE_URL", tmp_path) == ""
        assert ask("s.SOURCE_URL", tmp_path, PARIPURNA_SOURCE_URL="https://kode.example") == "https://kode.example"
        with pytest.raises(BadSetting, match="must be an address"):
            Environment({"ODD": "perhaps"}).address("ODD")

    def test_keeps_one_secret_for_all_processes(self, tmp_path: Path) -> None:
        assert ask("s.SECRET_KEY", tmp_path) == ask("s.SECRET_KEY", tmp_path)
        assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


class TestEnvironment:
    def test_lets_the_process_win_over_the_file(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text('# a note\nONE=file\nTWO="quoted"\n')

        env = Environment.read(tmp_path / ".env", {"ONE": "process"})

        assert (env.text("ONE"), env.text("TWO")) == ("process", "quoted")

    @pytest.mark.parametrize(("ask", "message"), [("flag", "1 or 0"), ("number", "whole number")])
    def test_names_a_value_that_it_cannot_read(self, ask: str, message: str) -> None:
        env = Environment({"ODD": "perhaps"})

        with pytest.raises(BadSetting, match=f"ODD must be .*{message}"):
            getattr(env, ask)("ODD", default=1)

    def test_reads_an_address_with_escapes(self, tmp_path: Path) -> None:
        env = Environment({"DATABASE_URL": "postgresql://me:p%40ss@db:6432/kla?sslmode=require"})

        place = env.database("DATABASE_URL", tmp_path)

        assert (place["PASSWORD"], place["PORT"], place["OPTIONS"]) == ("p@ss", "6432", {"sslmode": "require"})


class TestDropPersonal:
    def test_drops_values_and_the_query_of_an_address(self) -> None:
        event = drop_personal(
            None, "info", {"event": "signed in", "email": "a@b.id", "path": "/cari?q=nama", "user_id": 3}
        )

        assert event == {"event": "signed in", "email": DROPPED, "path": "/cari", "user_id": 3}
