import io
import json
import logging

import pytest
import structlog
from django.urls import reverse

from paripurna.config.logs import configure_logs
from paripurna.platform.access.types import RoleCode
from tests.factories.platform import build_city, build_person, grant


@pytest.fixture
def lines(monkeypatch):
    """What a machine that collects logs would get, line by line."""
    root = logging.getLogger()
    before, level, config = root.handlers[:], root.level, structlog.get_config()
    configure_logs(level="INFO", as_json=True)
    out = io.StringIO()
    root.handlers[0].setStream(out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)
    structlog.configure(**config)


@pytest.mark.django_db
class TestRequestLog:
    def test_tells_the_page_and_never_the_person_or_the_words(self, client, lines):
        city, person = build_city(), build_person()
        client.force_login(grant(person, city, RoleCode.SECRETARIAT))

        address = reverse("audit:event_list", kwargs={"city": city.slug})
        response = client.get(address, {"cari": "Siti Aminah"}, headers={"X-Request-ID": "proxy-12345678"})

        (line,) = [line for line in lines() if line["event"] == "request"]
        assert line["route"] == "audit:event_list"
        assert (line["status"], line["user"], line["request_id"]) == (200, str(person.code), "proxy-12345678")
        assert line["duration_ms"] > 0
        assert response["X-Request-ID"] == "proxy-12345678"
        assert "Siti" not in json.dumps(lines())
        assert "Sri" not in json.dumps(lines())

    @pytest.mark.parametrize("given", ["", "x", "a b c d e f g h", "<script>alert(1)</script>", "x" * 65])
    def test_takes_over_no_strange_id(self, client, given):
        told = client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]

        assert told != given
        assert len(told) == 32


class TestLogs:
    def test_drop_what_is_personal(self, lines):
        structlog.get_logger("tests").info("saved", name="Sri", email="sri@contoh.id", path="/cari?q=Sri", round_id=7)

        (line,) = lines()
        assert (line["name"], line["email"], line["path"], line["round_id"]) == ("[dropped]", "[dropped]", "/cari", 7)

    def test_tell_where_an_error_arose_and_not_what_it_said(self, lines):
        try:
            int("sri@contoh.id")
        except ValueError:
            logging.getLogger("tests").exception("failed")

        (line,) = lines()
        assert "sri@" not in json.dumps(line)
        assert line["exception"].endswith("ValueError")
        assert "test_request_log.py" in line["exception"]
