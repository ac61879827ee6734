"""Trying addresses: against a server on this machine, and never anywhere private."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from paripurna.platform.jobs.registry import get_job
from paripurna.rooms.evidence import actions, probing, queries
from paripurna.rooms.evidence.models import LinkProbe
from paripurna.rooms.evidence.probing import Limits, Outcome, is_public, probe
from paripurna.rooms.evidence.types import DocumentKind, ProbeState
from tests.factories.evidence import NOW, link, make_document
from tests.factories.sheets import fill

HERE = Limits(seconds=1, redirects=2, allow_private=True)


class Pages(BaseHTTPRequestHandler):
    """A page of every sort."""

    asked: list[tuple[str, str]] = []

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.asked.append((self.command, self.path))
        getattr(self, self.path.split("?")[0].strip("/").replace("-", "_") or "here", self.here)()

    def here(self) -> None:
        self.reply(200)

    def gone(self) -> None:
        self.reply(410)

    def refused(self) -> None:
        self.reply(403)

    def broken(self) -> None:
        self.reply(503)

    def get_only(self) -> None:
        self.reply(405 if self.command == "HEAD" else 200)

    def moved(self) -> None:
        self.reply(302, Location="/here")

    def round_about(self) -> None:
        self.reply(302, Location="/round-about")

    def to_sign_in(self) -> None:
        self.reply(302, Location="/akun/masuk?next=/")

    def dripping(self) -> None:
        for _letter in range(50):
            self.wfile.write(b"H")
            time.sleep(0.2)

    def reply(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Quietly."""


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Being hung up on is what one of the tests is about."""


@pytest.fixture
def address() -> Iterator[str]:
    Pages.asked = []
    server = Quiet(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


class TestProbe:
    @pytest.mark.parametrize(
        ("path", "outcome"),
        [
            ("/here", Outcome(ProbeState.ALIVE, 200)),
            ("/gone", Outcome(ProbeState.DEAD, 410)),
            ("/refused", Outcome(ProbeState.PRIVATE, 403)),
            ("/broken", Outcome(ProbeState.SILENT, 503)),
            ("/get-only", Outcome(ProbeState.ALIVE, 200)),
            ("/moved", Outcome(ProbeState.ALIVE, 200)),
            ("/round-about", Outcome(ProbeState.SILENT)),
            ("/to-sign-in", Outcome(ProbeState.PRIVATE, 302)),
        ],
    )
    def test_tells_what_came_back(self, address, path, outcome):
        assert probe(address + path, HERE) == outcome

    def test_hangs_up_on_a_server_that_never_ends(self, address):
        begin = time.monotonic()

        assert probe(f"{address}/dripping", HERE) == Outcome(ProbeState.SILENT)
        assert time.monotonic() - begin < 3

    def test_sends_no_second_line_into_the_request(self, address):
        probe(f"{address}/here?a=b%0D%0AX: y z", HERE)
        probe(f"{address}/here\u00e9 HTTP/1.1", HERE)

        assert [path for _command, path in Pages.asked] == ["/here?a=b%0D%0AX:%20y%20z", "/here%C3%A9%20HTTP/1.1"]

    def test_is_silent_where_nobody_listens(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]

        assert probe(f"http://127.0.0.1:{port}/", HERE) == Outcome(ProbeState.SILENT)


class TestFence:
    @pytest.mark.parametrize(
        "url",
        [
            "file:///etc/passwd",
            "ftp://contoh.example/",
            "http:///tanpa-nama",
            "http://user:pass@contoh.example/",
            "http://contoh.example:5432/",
            "http://contoh.example:99999/",
        ],
    )
    def test_takes_only_plain_addresses_of_the_web(self, url):
        assert probe(url) == Outcome(ProbeState.INTERNAL)

    def test_asks_nothing_of_this_machine(self, address):
        port = int(address.rsplit(":", 1)[1])
        limits = Limits(ports=frozenset({port}))

        assert probe(address, limits) == Outcome(ProbeState.INTERNAL)
        assert probe(f"http://localhost:{port}/", limits) == Outcome(ProbeState.INTERNAL)
        assert Pages.asked == []

    def test_refuses_a_name_with_one_private_address_among_public_ones(self, monkeypatch):
        rows = [(None, None, None, "", (each, 443)) for each in ("93.184.216.34", "10.0.0.5")]
        monkeypatch.setattr(probing.socket, "getaddrinfo", lambda *args, **kwargs: rows)

        assert probe("https://contoh.example/") == Outcome(ProbeState.INTERNAL)

    def test_follows_no_redirect_to_a_private_address(self, monkeypatch):
        replies = {"https://contoh.example/": (302, "http://169.254.169.254/latest")}
        rows = [(None, None, None, "", ("169.254.169.254", 80))]
        monkeypatch.setattr(probing.socket, "getaddrinfo", lambda *args, **kwargs: rows)
        asked = []

        def ask(url, limits):
            asked.append(url)
            return replies[url] if url in replies else probing._request("HEAD", url, limits)

        monkeypatch.setattr(probing, "_ask", ask)

        assert probe("https://contoh.example/") == Outcome(ProbeState.INTERNAL)
        assert asked == ["https://contoh.example/", "http://169.254.169.254/latest"]

    @pytest.mark.parametrize(
        ("address", "public"),
        [
            ("93.184.216.34", True),
            ("2606:4700::1111", True),
            ("127.0.0.1", False),
            ("10.1.2.3", False),
            ("172.20.0.1", False),
            ("192.168.1.1", False),
            ("169.254.169.254", False),
            ("100.64.0.1", False),
            ("0.0.0.0", False),
            ("224.0.0.1", False),
            ("::1", False),
            ("fe80::1", False),
            ("fd00::1", False),
            ("::ffff:10.0.0.1", False),
            ("64:ff9b::a00:1", False),
            ("2002:a00:1::", False),
        ],
    )
    def test_knows_the_open_web(self, address, public):
        assert is_public(address) is public


class TestProbeDocument:
    @pytest.fixture
    def document(self, city, officer):
        return make_document(
            city, by=officer, kind=DocumentKind.LINK, link="https://contoh.example/a", valid_from=None, number=""
        )

    def try_it(self, document, state):
        return actions.probe_document(document_id=document.pk, try_address=lambda _address: Outcome(state, 200), at=NOW)

    def test_shows_in_the_proof_of_the_question(self, document, sheet, officer):
        fill(sheet, "1.1", by=officer)
        link(document, sheet, "1.1", by=officer)
        self.try_it(document, ProbeState.DEAD)

        proof = queries.read_proof(sheet, "1.1", on=NOW.date())

        assert "link_dead" in [finding.check for finding in proof.findings]

    def test_tells_nothing_of_an_address_that_was_changed_since(self, document, sheet, officer):
        link(document, sheet, "1.1", by=officer)
        self.try_it(document, ProbeState.DEAD)
        LinkProbe.objects.update(address="https://contoh.example/lama")

        proof = queries.read_proof(sheet, "1.1", on=NOW.date())

        assert "link_dead" not in [finding.check for finding in proof.findings]
        assert queries.list_due_probes(at=NOW) == [document.pk]

    def test_is_due_once_a_week(self, document):
        before = queries.list_due_probes(at=NOW)
        self.try_it(document, ProbeState.ALIVE)

        assert before == [document.pk]
        assert queries.list_due_probes(at=NOW) == []
        assert queries.list_due_probes(at=NOW + timedelta(days=7)) == [document.pk]

    def test_leaves_withdrawn_and_other_documents_alone(self, city, document, officer):
        actions.withdraw_document(document=document, reason="salah alamat", by=officer, at=NOW)

        assert self.try_it(document, ProbeState.DEAD) is None
        assert self.try_it(make_document(city, by=officer), ProbeState.DEAD) is None
        assert queries.list_due_probes(at=NOW) == []

    def test_is_done_by_the_clock(self):
        assert get_job("evidence.probe_links").cron
