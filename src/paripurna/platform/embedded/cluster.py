"""One PostgreSQL cluster: made, started, looked at, stopped."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

from paripurna.platform.embedded.folders import check_space, make_data
from paripurna.platform.embedded.layout import PORT, Layout
from paripurna.platform.embedded.process import explain, run
from paripurna.platform.embedded.programs import Programs
from paripurna.platform.embedded.types import DATABASE, ROLE, SUPERUSER, EmbeddedError, Owner, Tuning

START_TRIES, START_PAUSE = 20, 0.2  # seconds; children of a killed server need a moment to notice
LEFTOVERS = "pre-existing shared memory block"
START_SECONDS = "120"  # recovery after a power cut may take its time
SETTINGS = """\
# Written at every start by Paripurna; change postgresql.conf instead, whose later lines win.
listen_addresses = ''
unix_socket_directories = '{socket_dir}'
unix_socket_permissions = 0700
port = {port}
max_connections = 120
shared_buffers = 128MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 1GB
wal_level = minimal
max_wal_senders = 0
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
logging_collector = on
log_directory = '{logs}'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
# No statement and no detail of an error in the log: both can hold personal data.
log_min_error_statement = panic
log_error_verbosity = terse
"""
THROWAWAY_SETTINGS = """\
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
max_wal_size = 256MB
"""
FIRST_STATEMENTS = f"CREATE ROLE {ROLE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n"


def data_version(data: Path) -> str:
    """This function will return the major version that wrote `data`, "" when there is none.

    Raises `EmbeddedError` for a folder that holds something else.
    """
    version = data / "PG_VERSION"
    if version.exists():
        return version.read_text(encoding="ascii").strip()
    if data.exists() and any(data.iterdir()):
        raise EmbeddedError(f"{data} holds files that are no PostgreSQL data: move it away and start again.")
    return ""


def create(layout: Layout, owner: Owner, programs: Programs) -> None:
    """This function will make the cluster with its role and database; a half-made one never becomes `data`."""
    check_space(layout)
    init(layout, owner, programs)
    single = [programs.path("postgres"), "--single", "-j", "-D", str(layout.unfinished_data), "postgres"]
    for statement in FIRST_STATEMENTS.splitlines():
        run(owner, single, cwd=layout.home, feed=f"{statement}\n\n")
    if layout.data.exists():
        layout.data.rmdir()
    layout.unfinished_data.rename(layout.data)


def init(layout: Layout, owner: Owner, programs: Programs) -> None:
    """This function will run `initdb` into the unfinished folder and say who may come in."""
    data = make_data(layout, owner)
    options = ["-U", SUPERUSER, "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    run(owner, [programs.path("initdb"), "-D", str(data), *options, "--auth=peer"], cwd=layout.home)
    with (data / "postgresql.conf").open("r+", encoding="utf-8") as file:
        rest = file.read()
        file.seek(0)
        file.write(f"include_if_exists = 'paripurna.conf'\n{_without_clashes(rest)}")


def start(layout: Layout, owner: Owner, programs: Programs, *, tuning: Tuning) -> None:
    """This function will start the server and wait until it answers. Raises `EmbeddedError` with the reason."""
    _drop_stale_pid(layout)
    _write_settings(layout, owner, tuning)
    for _ in range(START_TRIES):
        complaint = _try_start(layout, owner, programs)
        if not complaint:
            return
        if LEFTOVERS not in complaint:
            break
        time.sleep(START_PAUSE)
    raise EmbeddedError(f"{explain('postgres', complaint)} (more in {layout.logs})")


def _try_start(layout: Layout, owner: Owner, programs: Programs) -> str:
    """This function will return what the server complained of, "" when it runs."""
    layout.start_log.unlink(missing_ok=True)
    known = {file: file.stat().st_size for file in layout.logs.glob("*.log")}
    command = [programs.path("pg_ctl"), "start", "-w", "-t", START_SECONDS, "-D", str(layout.data)]
    try:
        run(owner, [*command, "-l", str(layout.start_log)], cwd=layout.home)
    except EmbeddedError as error:
        news = [file.read_text(errors="replace")[known.get(file, 0) :] for file in sorted(layout.logs.glob("*.log"))]
        return "".join(news) or str(error)
    return ""


def stop(layout: Layout, owner: Owner, programs: Programs) -> None:
    """This function will end the server after its open transactions were rolled back."""
    run(owner, [programs.path("pg_ctl"), "stop", "-w", "-m", "fast", "-D", str(layout.data)], cwd=layout.home)


def find_pid(layout: Layout) -> int | None:
    """This function will return the process id of the running server, `None` when the pid file is stale or missing."""
    lines = _pid_lines(layout)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    return pid if _is_server(pid, layout.data) else None


def is_ready(layout: Layout) -> bool:
    """This function will say, in well under a millisecond, whether the server takes connections."""
    lines = _pid_lines(layout)
    if len(lines) < 8 or lines[7].strip() != "ready" or find_pid(layout) is None:
        return False  # children of a killed server may hold its socket for a moment longer
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(layout.socket)) == 0


def _pid_lines(layout: Layout) -> list[str]:
    try:
        return (layout.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, PermissionError, NotADirectoryError):
        return []


def _is_server(pid: int, data: Path) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    command = Path(f"/proc/{pid}/cmdline")
    return not command.exists() or os.fsencode(data) in command.read_bytes()


def _drop_stale_pid(layout: Layout) -> None:
    """After a power cut the pid may belong to another program by now, or to a zombie, and PostgreSQL would not start."""
    if find_pid(layout) is None:
        for file in (
            layout.data / "postmaster.pid",
            layout.socket,
            layout.socket.with_name(f"{layout.socket.name}.lock"),
        ):
            file.unlink(missing_ok=True)


def _write_settings(layout: Layout, owner: Owner, tuning: Tuning) -> None:
    text = SETTINGS.format(socket_dir=layout.socket_dir, port=PORT, logs=layout.logs)
    text += THROWAWAY_SETTINGS if tuning is Tuning.THROWAWAY else ""
    people = dict.fromkeys(["root", owner.name])
    identities = "".join(f'paripurna "{person}" {role}\n' for person in people for role in (ROLE, SUPERUSER))
    for name, content in {
        "paripurna.conf": text,
        "pg_ident.conf": identities,
        "pg_hba.conf": "local all all peer map=paripurna\n",
    }.items():
        (layout.data / name).write_text(content, encoding="utf-8")
        (layout.data / name).chmod(0o600)
        if os.geteuid() != owner.uid:
            os.chown(layout.data / name, owner.uid, owner.gid)


def _without_clashes(text: str) -> str:
    """`initdb` writes a few active lines that would win over our file, being later."""
    ours = {line.partition("=")[0].strip() for line in SETTINGS.splitlines() if "=" in line}
    return "".join(
        f"# {line}" if line.partition("=")[0].strip() in ours else line for line in text.splitlines(keepends=True)
    )
