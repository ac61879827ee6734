"""People of the demo who read and save: a small client of the standard library, one connection each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from time import perf_counter
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TIMING = re.compile(r"total;dur=([\d.]+), processor;dur=([\d.]+), statements;dur=(\d+)")


@dataclass(frozen=True)
class Answered:
    """An answer of the server, and how long it took: seen from here, and inside."""

    status: int
    body: str
    seconds: float
    server_ms: float
    processor_ms: float  # of the web process alone; what others on the machine do blurs it little
    statements: int
    location: str
    revision: str  # of a saved answer


@dataclass
class Visitor:
    """Somebody with a browser: keeps cookies, follows nothing by itself."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._line = HTTPConnection("127.0.0.1", self.port, timeout=30)

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def get(self, path: str, **headers: str) -> Answered:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str | list[str]], **headers: str) -> Answered:
        body = urlencode(fields, doseq=True)
        return self._ask("POST", path, body, {**headers, "Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, username: str) -> None:
        """This function will sign in as one of the invented people."""
        page = self.get("/akun/contoh/").body
        fields = {"person": username, "csrfmiddlewaretoken": TOKEN.findall(page)[0]}
        answered = self.post("/akun/contoh/", fields)
        if answered.status != 302:
            raise SystemExit(f"Could not sign in as {username}: {answered.status}. Is this the demo?")

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answered:
        sent = {"Cookie": self.cookie, "Host": f"localhost:{self.port}", **headers}
        began = perf_counter()
        self._line.request(method, path, body, {name.replace("_", "-"): text for name, text in sent.items()})
        response = self._line.getresponse()
        text = response.read().decode(errors="replace")  # a picture is read, not shown
        spent = perf_counter() - began
        self._keep_cookies(response)
        timing = TIMING.search(response.headers.get("Server-Timing", ""))
        server, processor, statements = timing.groups() if timing else ("0", "0", "0")
        return Answered(
            status=response.status,
            body=text,
            seconds=spent,
            server_ms=float(server),
            processor_ms=float(processor),
            statements=int(statements),
            location=response.headers.get("Location", ""),
            revision=response.headers.get("X-Revision", ""),
        )

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
