"""The virus scanner, against a small server that speaks its protocol over real sockets."""

import socket
import socketserver
import struct
import threading

import pytest

from paripurna.platform.files.scanning import check_clean
from paripurna.platform.files.types import FileRefused, Refusal

VIRUS = b"X5O!P%@AP-EICAR-NOT-QUITE"


class Scanner(socketserver.BaseRequestHandler):
    """INSTREAM as clamd does it: pieces with their length before them; too much ends the talk early."""

    limit = 1024 * 1024

    def handle(self):
        assert self.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!L", self.read(4))[0]:
            content += self.read(length)
            if len(content) > self.limit:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.request.sendall(b"stream: Eicar-Signature FOUND\0" if VIRUS in content else b"stream: OK\0")

    def read(self, length):
        found = b""
        while len(found) < length:
            piece = self.request.recv(length - len(found))
            assert piece, "cut off"
            found += piece
        return found


class Socket(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


class Port(socketserver.ThreadingTCPServer):
    daemon_threads = True


@pytest.fixture(params=["socket", "port"])
def scanner(request, tmp_path, settings):
    server = Socket(str(tmp_path / "clamd"), Scanner) if request.param == "socket" else Port(("127.0.0.1", 0), Scanner)
    place = server.server_address
    settings.FILES_CLAMAV = str(place) if request.param == "socket" else f"{place[0]}:{place[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def look(tmp_path):
    def look(content):
        file = tmp_path / "content"
        file.write_bytes(content)
        check_clean(file)

    return look


def refusal_of(look, content=b"notulen"):
    with pytest.raises(FileRefused) as refused:
        look(content)
    return refused.value.reason


def hang_up(door):
    door.accept()[0].close()


class TestCheckClean:
    def test_lets_pass_what_is_clean(self, scanner, look):
        look(b"notulen" * 100_000)

    def test_refuses_what_is_infected_wherever_it_stands(self, scanner, look):
        assert refusal_of(look, bytes(600_000) + VIRUS) == Refusal.INFECTED

    def test_does_not_pass_what_the_scanner_would_not_look_at(self, scanner, look):
        assert refusal_of(look, bytes(4 * 1024**2)) == Refusal.UNCHECKED

    def test_does_not_pass_anything_while_the_scanner_is_away(self, look, settings, tmp_path):
        with socket.create_server(("127.0.0.1", 0)) as door:
            closed = door.getsockname()[1]
        for place in (f"127.0.0.1:{closed}", str(tmp_path / "none")):
            settings.FILES_CLAMAV = place
            assert refusal_of(look) == Refusal.UNCHECKED

    def test_does_not_pass_when_the_scanner_says_nothing(self, look, settings):
        with socket.create_server(("127.0.0.1", 0)) as door:
            settings.FILES_CLAMAV = f"127.0.0.1:{door.getsockname()[1]}"
            threading.Thread(target=hang_up, args=(door,), daemon=True).start()
            assert refusal_of(look) == Refusal.UNCHECKED

    def test_asks_nobody_where_none_is_set(self, look, settings):
        settings.FILES_CLAMAV = ""
        look(VIRUS)
