"""Start, reuse, hold and stop."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from paripurna.platform import embedded

FAST = embedded.Tuning.THROWAWAY


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
NOBODY = 65534


def as_nobody(act: Callable[[], object]) -> str:
    """This function will run `act` in a child process of the user "nobody" and return its error, "" for none."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        try:
            act()
        except Exception as error:  # whatever it is, the parent wants to read it
            os.write(writing, str(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as answer:
        return answer.read().decode()


def connect(var: Path, **changes: str) -> psycopg.Connection:
    settings = embedded.connection_settings(var)
    return psycopg.connect(
        dbname=settings["NAME"], host=settings["HOST"], port=settings["PORT"], **{"user": settings["USER"], **changes}
    )


def run_python(var: Path, code: str, **options: object) -> subprocess.Popen:
    program = f"from pathlib import Path; from paripurna.platform import embedded; var = Path({str(var)!r}); {code}"
    return subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True, **options
    )


class TestConnectionSettings:
    def test_starts_nothing(self, empty_var: Path) -> None:
        embedded.connection_settings(empty_var)

        assert not embedded.status(empty_var).running

    def test_uses_a_short_socket_path_for_a_long_checkout(self, checkout: Path) -> None:
        deep = checkout / ("a-very-long-name-" * 8) / "var"
        deep.mkdir(parents=True)
        (deep / "postgres-home").write_text(str(deep / "postgres"))

        settings = embedded.connection_settings(deep)

        assert len(settings["HOST"]) < 60


class TestEnsureRunning:
    def test_starts_then_reuses(self, var: Path) -> None:
        first = embedded.ensure_running(var, tuning=FAST)
        pid = embedded.status(var).pid
        second = embedded.ensure_running(var, tuning=FAST)

        assert (first, second) == (True, False)
        assert embedded.status(var).pid == pid

    def test_gives_a_role_that_is_no_superuser_and_speaks_unicode(self, var: Path) -> None:
        embedded.ensure_running(var, tuning=FAST)

        with connect(var) as connection:
            row = connection.execute(
                "SELECT rolsuper, rolcreatedb, lower('É') FROM pg_roles WHERE rolname = current_user"
            ).fetchone()

        assert row == (False, True, "é")

    def test_brings_the_extensions_that_the_house_uses(self, var: Path) -> None:
        embedded.ensure_running(var, tuning=FAST)

        with connect(var) as connection:
            connection.execute("CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist; CREATE EXTENSION unaccent")

    def test_keeps_data_over_a_restart(self, var: Path) -> None:
        embedded.ensure_running(var)
        with connect(var) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
        embedded.stop(var)

        embedded.ensure_running(var)

        with connect(var) as connection:
            assert connection.execute("SELECT value FROM kept").fetchone() == (7,)

    def test_makes_one_server_when_processes_call_at_once(self, empty_var: Path) -> None:
        processes = [
            run_python(empty_var, "print(embedded.ensure_running(var, tuning=embedded.Tuning.THROWAWAY))")
            for _ in range(4)
        ]

        with ThreadPoolExecutor() as threads:
            answers = list(threads.map(lambda process: process.communicate()[0].strip(), processes))

        assert sorted(answers) == ["False", "False", "False", "True"]

    @needs_root
    def test_lets_no_other_system_user_in(self, var: Path) -> None:
        embedded.ensure_running(var, tuning=FAST)

        complaint = as_nobody(lambda: connect(var))

        assert "Permission denied" in complaint or "Peer authentication failed" in complaint


class TestHeld:
    def test_stops_what_it_started(self, var: Path) -> None:
        with embedded.held(var, tuning=FAST):
            running_inside = embedded.status(var).running

        assert running_inside
        assert not embedded.status(var).running

    def test_leaves_a_server_that_ran_before(self, var: Path) -> None:
        embedded.ensure_running(var, tuning=FAST)

        with embedded.held(var, tuning=FAST):
            pass

        assert embedded.status(var).running

    def test_leaves_it_to_the_last_holder(self, var: Path) -> None:
        other = run_python(
            var, "\nwith embedded.held(var, tuning=embedded.Tuning.THROWAWAY): print('in', flush=True); input()"
        )
        assert other.stdout is not None
        other.stdout.readline()

        with embedded.held(var, tuning=FAST):
            other.communicate("\n")
            running_after_the_first_left = embedded.status(var).running

        assert running_after_the_first_left
        assert not embedded.status(var).running


class TestHold:
    def test_keeps_the_server_from_those_who_leave(self, var: Path) -> None:
        other = run_python(var, "\nembedded.hold(var); print('in', flush=True); input()")
        assert other.stdout is not None
        other.stdout.readline()

        with embedded.held(var):
            pass
        running_while_the_other_lives = embedded.status(var).running
        other.communicate("\n")
        with embedded.held(var):
            pass

        assert running_while_the_other_lives
        assert not embedded.status(var).running


class TestStop:
    def test_stops(self, var: Path) -> None:
        embedded.ensure_running(var, tuning=FAST)

        stopped = embedded.stop(var)

        assert stopped
        assert not embedded.status(var).running

    def test_is_content_when_nothing_runs(self, var: Path) -> None:
        assert not embedded.stop(var)


class TestPermissions:
    @needs_root
    def test_runs_as_an_unprivileged_user_under_a_closed_home(self, checkout: Path) -> None:
        closed = checkout / "closed"
        closed.mkdir(mode=0o700)
        var = closed / "var"
        var.mkdir()
        (var / "postgres-home").write_text(str(checkout / "state" / "home"))

        embedded.ensure_running(var, tuning=FAST)

        pid = embedded.status(var).pid
        assert Path(f"/proc/{pid}").stat().st_uid != 0
        assert closed.stat().st_mode & 0o777 == 0o700
        embedded.stop(var)

    @needs_root
    def test_serves_an_ordinary_user_under_var(self, checkout: Path) -> None:
        own = checkout / "var-of-nobody"
        own.mkdir()
        os.chown(own, NOBODY, NOBODY)

        complaint = as_nobody(lambda: embedded.ensure_running(own, tuning=FAST))

        assert complaint == ""
        assert embedded.status(own).home == own / "postgres"  # root finds the same one
        assert embedded.status(own).running
