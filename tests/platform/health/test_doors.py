import pytest
from django.db import connection

from paripurna.platform.files import store
from paripurna.platform.health import checks


class TestHealthz:
    def test_answers_without_a_database(self, client):
        response = client.get("/healthz")

        assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
class TestReadyz:
    @pytest.fixture(autouse=True)
    def _forget(self, monkeypatch):
        monkeypatch.setattr(checks, "_applied", set())

    def test_is_ready_also_without_a_worker(self, client):
        told = client.get("/readyz").json()

        assert told["ready"] is True
        assert {name: check["ok"] for name, check in told["checks"].items()} == {
            "database": True,
            "migrations": True,
            "files": True,
            "worker": False,
        }

    @pytest.mark.parametrize(
        "missing", ["app = 'notices'", "app = 'roadmap' AND name = '0004_costs'"], ids=["whole", "part"]
    )
    def test_is_not_ready_when_a_migration_is_missing(self, client, missing):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM django_migrations WHERE {missing}")

        response = client.get("/readyz")

        assert response.status_code == 503
        assert response.json()["checks"]["migrations"] == {"ok": False}

    def test_is_not_ready_when_files_cannot_be_written(self, client, monkeypatch):
        def fail():
            raise PermissionError("/rahasia/tempat")

        monkeypatch.setattr(store, "check_writable", fail)

        response = client.get("/readyz")

        assert response.status_code == 503
        assert "rahasia" not in response.content.decode()

    def test_is_not_ready_without_a_database(self, client, monkeypatch):
        def fail():
            raise ConnectionError

        monkeypatch.setattr(checks, "_ask_database", fail)

        assert client.get("/readyz").json() == {"ready": False, "checks": {"database": {"ok": False}}}


@pytest.mark.django_db
class TestMetrics:
    def test_tells_this_machine(self, client):
        client.get("/healthz")

        text = client.get("/metrics").content.decode()

        assert 'paripurna_requests_total{method="GET",route="healthz",status="2xx"}' in text
        assert "paripurna_jobs_waiting 0.0" in text

    @pytest.mark.parametrize(
        "came", [{"REMOTE_ADDR": "10.0.0.7"}, {"HTTP_X_FORWARDED_FOR": "10.0.0.7"}, {"REMOTE_ADDR": ""}]
    )
    def test_is_hidden_from_others(self, client, came):
        assert client.get("/metrics", **came).status_code == 404

    def test_wants_the_token_when_there_is_one(self, client, settings):
        settings.METRICS_TOKEN = "rahasia"

        assert client.get("/metrics").status_code == 404
        assert client.get("/metrics", headers={"Authorization": "Bearer salah"}).status_code == 404
        assert client.get("/metrics", headers={"Authorization": "Bearer rahasia"}).status_code == 200
