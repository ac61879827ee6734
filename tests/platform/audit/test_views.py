import csv
import io

import pytest
from django.urls import reverse

from paripurna.platform.access.types import RoleCode
from tests.factories.platform import NOW, build_city, grant


@pytest.fixture
def page(client, city, person):
    client.force_login(grant(person, city, RoleCode.SECRETARIAT))
    return lambda **query: client.get(reverse("audit:event_list", kwargs={"city": city.slug}), query)


@pytest.mark.django_db
class TestEventList:
    def test_shows_events_as_sentences_in_the_citys_time(self, page, write):
        write(subject="tests.door:7")

        text = page().content.decode()

        assert "Sri Wahyuni opened tests.door 7" in text
        assert "11.30" in text  # 03.30 UTC in Balikpapan

    def test_narrows_by_what_was_asked(self, page, write):
        write(subject="tests.door:7")

        assert "tests.door 7" not in page(cari="tidak ada").content.decode()
        assert "tests.door 7" in page(peristiwa="tests.door_opened", dari="2026-11-24").content.decode()

    def test_goes_on_to_older_events(self, page, write, monkeypatch):
        for number in range(55):
            write(subject=f"tests.door:n{number}")

        first = page().content.decode()

        assert "sebelum=6" in first
        assert "tests.door n0" not in first
        assert "tests.door n0" in page(sebelum="6").content.decode()

    def test_bears_nonsense_in_the_address(self, page, write):
        write()

        assert page(sebelum="x", dari="kapan", orang="1; drop").status_code == 200

    def test_asks_the_database_as_often_for_many_events(self, page, write, django_assert_max_num_queries):
        for _ in range(50):
            write()
        page()

        with django_assert_max_num_queries(14):
            page()

    @pytest.mark.parametrize(("role", "status"), [(RoleCode.VERIFIER, 200), (RoleCode.OFFICER, 403), (None, 404)])
    def test_is_for_those_who_may_read_it(self, client, city, person, role, status):
        if role:
            grant(person, city, role)
        client.force_login(person)

        assert client.get(reverse("audit:event_list", kwargs={"city": city.slug})).status_code == status


@pytest.mark.django_db
class TestEventExport:
    def test_streams_every_event_that_fits(self, client, page, city, write):
        write(subject="tests.door:1")
        write("tests.letter_sent", "=cmd|' /C calc'!A0", at=NOW)

        response = client.get(reverse("audit:event_export", kwargs={"city": city.slug}))
        rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))

        assert len(rows) == 3
        assert rows[2][1] == "2026-11-24T11:30:00+08:00"
        assert not any(cell.startswith("=") for row in rows for cell in row)

    def test_is_of_one_city_alone(self, client, page, write):
        write()
        other = build_city("64.72", "Samarinda")

        assert client.get(reverse("audit:event_export", kwargs={"city": other.slug})).status_code == 404
