"""A small identity provider that speaks OpenID Connect over real HTTP, for tests."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit


class FakeProvider:
    """Lets in whoever `claims` describe, and checks the client's secret and the PKCE proof as a real one does."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.claims: dict[str, object] = {}
        self.challenges: dict[str, str] = {}
        self.refused: list[str] = []

    def describe(self) -> dict[str, object]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
        }

    def authorize(self, url: str) -> str:
        """This function will act as the browser that agreed at the provider, and return where it is sent back to."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}
        assert asked["code_challenge_method"] == "S256"
        assert set(asked["scope"].split()) == {"openid", "profile", "email"}
        self.challenges["code-1"] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'code': 'code-1', 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, object] | None:
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(proof).decode().rstrip("=") != self.challenges.pop(form["code"], None):
            self.refused.append("pkce")
            return None
        basic = base64.b64decode(authorization.removeprefix("Basic ")).decode() if authorization else ""
        if "rahasia" not in (form.get("client_secret", ""), basic.partition(":")[2]):
            self.refused.append("secret")
            return None
        return {"access_token": "at-1", "token_type": "Bearer", "expires_in": 60, "id_token": self.id_token()}

    def id_token(self) -> str:
        def part(content: dict[str, object]) -> str:
            return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

        claims = {"iss": self.address, "aud": "paripurna", "exp": 4_000_000_000, "iat": 1, **self.claims}
        return f"{part({'alg': 'none'})}.{part(claims)}."


def build_handler(provider: FakeProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            pages = {"/.well-known/openid-configuration": provider.describe(), "/userinfo": provider.claims}
            self.answer(pages.get(path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {key: values[0] for key, values in parse_qs(body).items()}
            self.answer(provider.token(form, self.headers.get("Authorization", "")))

        def answer(self, content: object) -> None:
            body = json.dumps(content or {"error": "invalid_grant"}).encode()
            self.send_response(200 if content is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    return Handler


@contextmanager
def running_provider():
    """This function will serve a provider on a free port of this machine while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    provider = FakeProvider(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = build_handler(provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
