import pytest
from django.urls import reverse

from paripurna.platform.access.types import RoleCode
from paripurna.platform.jobs import actions
from paripurna.platform.jobs.inline import run_pending
from paripurna.platform.jobs.types import State
from tests.factories.platform import NOW, build_person, grant

pytestmark = pytest.mark.django_db


@pytest.fixture
def started(client, jobs, city, person):
    client.force_login(grant(person, city, RoleCode.OFFICER))
    return actions.start(jobs.count, ids={"limit": 4}, city=city, by=person, at=NOW)


def address(name, progress):
    return reverse(f"jobs:{name}", kwargs={"city": progress.city.slug, "progress_id": progress.pk})


class TestProgressDetail:
    def test_is_asked_again_until_the_job_has_ended(self, client, started):
        assert 'hx-trigger="every 2s"' in client.get(address("progress_detail", started)).content.decode()

        run_pending()

        page = client.get(address("progress_detail", started)).content.decode()
        assert "hx-trigger" not in page.partition('id="pekerjaan"')[2].partition("</section>")[0]
        assert "/hasil/10/" in page

    def test_answers_htmx_with_the_part_that_changes(self, client, started):
        part = client.get(address("progress_detail", started), headers={"HX-Request": "true"}).content.decode()

        assert part.strip().startswith("<section")

    def test_is_a_stranger_to_others(self, client, started, city):
        client.force_login(grant(build_person("budi", "Budi"), city, RoleCode.OFFICER))

        assert client.get(address("progress_detail", started)).status_code == 404
        assert client.post(address("progress_cancel", started)).status_code == 404


class TestProgressData:
    def test_tells_the_same_as_json(self, client, started):
        run_pending()

        told = client.get(address("progress_data", started)).json()

        assert (told["state"], told["done"], told["total"]) == ("DONE", 4, 4)
        assert (told["link"], told["finished"]) == ("/hasil/10/", True)


class TestProgressCancel:
    def test_stops_a_waiting_job(self, client, started):
        client.post(address("progress_cancel", started))
        client.post(address("progress_cancel", started))  # twice does no harm

        started.refresh_from_db()
        assert started.state == State.CANCELLED

    def test_is_not_done_by_looking(self, client, started):
        assert client.get(address("progress_cancel", started)).status_code == 405


class TestProgressList:
    def test_shows_what_the_person_started(self, client, started, city):
        page = client.get(reverse("jobs:progress_list", kwargs={"city": city.slug})).content.decode()

        assert address("progress_detail", started) in page
