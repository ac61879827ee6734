"""The board, the meeting sheet, the calendar and the hand-over."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from paripurna.rooms.evidence.models import ProofRequest
from paripurna.rooms.evidence.requesting.board import build_board
from paripurna.rooms.evidence.requesting.scope import read_scope
from paripurna.rooms.evidence.requesting.weekly import build_weekly
from paripurna.rooms.evidence.types import RequestStep
from tests.factories.evidence import make_document
from tests.factories.requests import step
from tests.factories.sheets import fill, make_person
from tests.rooms.evidence.request_pages import read, url


class TestBoard:
    def test_counts_open_returned_and_waiting(self, client, secretary, requests):
        sheet = requests["open"].sheet
        scope = read_scope(secretary, sheet.city, on=timezone.localdate())

        board = build_board(sheet.city, scope, sheet=sheet)

        cells = {row.code: (row.total.open, row.total.returned, row.total.waiting) for row in board.rows}
        assert cells == {"dinkes": (2, 1, 2), "dp3akb": (1, 0, 0)}
        assert (board.total.open, board.total.waiting) == (3, 2)

    def test_leads_to_a_list_of_as_many(self, client, secretary, requests):
        client.force_login(secretary)

        page = read(client, "board")
        listed = read(client, "requests", "?keadaan=terbuka&pd=dinkes&klaster=kelembagaan")

        assert "keadaan=terbuka&amp;pd=dinkes&amp;klaster=kelembagaan" in page
        assert listed.count('name="codes"') == 2

    def test_shows_officers_their_own_row(self, client, officer, requests):
        client.force_login(officer)

        assert "DP3AKB" not in read(client, "board").partition("p-table")[2]


class TestWeekly:
    def test_tells_what_came_in_and_what_to_decide(self, client, secretary, requests):
        sheet, today = requests["open"].sheet, timezone.localdate()
        ProofRequest.objects.filter(pk=requests["open"].pk).update(due_on=today - timedelta(days=8))
        requests["answered"].events.update(at=timezone.now())

        weekly = build_weekly(sheet.city, sheet, read_scope(secretary, sheet.city, on=today), on=today)

        decided = [{line.request.pk for line in decision.lines} for decision in weekly.decisions]
        assert decided == [{requests["declined"].pk}, {requests["open"].pk}, {requests["returned"].pk}]
        assert requests["answered"].pk in {line.request.pk for line in weekly.came_in}
        assert [line.total for line in weekly.proofs] == [5, 4]

    def test_opens_for_any_week(self, client, head, requests):
        client.force_login(head)

        for query in ("", "?sampai=2026-11-30", "?sampai=kemarin", "?sampai=2026-02-31"):
            read(client, "weekly", query)


class TestFeed:
    def make(self, client, person):
        client.force_login(person)
        page = client.post(url("feed")).content.decode()
        return re.search(r"/kalender/[\w-]+\.ics", page)[0]

    def test_tells_dates_and_stages_and_no_titles(self, client, officer, requests):
        address = self.make(client, officer)
        client.logout()

        response = client.get(address)

        events = Calendar.from_ical(response.content).walk("VEVENT")
        assert response["Content-Type"].startswith("text/calendar")
        assert {str(event["uid"]).partition("@")[0] for event in events} >= {str(requests["open"].code)}
        assert "SK pelindungan anak" not in response.content.decode()
        assert officer.name not in response.content.decode()

    def test_ends_with_a_new_address_and_with_the_role(self, client, officer, secretary, requests):
        first, second = self.make(client, officer), self.make(client, officer)
        statuses = [client.get(address).status_code for address in (first, second)]
        officer.memberships.update(ended_at=timezone.now())

        assert [*statuses, client.get(second).status_code] == [404, 200, 404]

    def test_counts_for_those_who_ask(self, client, secretary, requests):
        address = self.make(client, secretary)

        assert "3 dokumen ditunggu" in client.get(address).content.decode().replace("\r\n ", "")


class TestHandover:
    def test_lists_and_moves_what_a_person_has(self, client, sheet, officer, secretary, requests):
        colleague = make_person(sheet.city, "OFFICER", agency="dinkes", username="rekan")
        handed = step(requests["open"], RequestStep.DELEGATE, by=officer, delegate=colleague)
        fill(sheet, "1.1", by=colleague)
        loose = make_document(sheet.city, by=colleague, title="Dokumen lepas")
        client.force_login(secretary)
        query = f"?orang={colleague.code}"

        page = read(client, "handover", query)
        client.post(url("handover") + query, {"codes": [handed.code], "successor": officer.code, "note": "mutasi"})

        assert all(words in page for words in (handed.title, loose.title, "1.1"))
        handed.refresh_from_db()
        assert handed.delegate == officer

    def test_is_offered_before_a_person_leaves(self, client, sheet, officer, secretary, requests):
        step(requests["open"], RequestStep.DELEGATE, by=officer, delegate=officer)
        client.force_login(secretary)
        place = {"city": sheet.city.slug}

        pages = [
            client.get(reverse("access:person_detail", kwargs={**place, "person": officer.code})),
            client.get(reverse("network:agency_detail", kwargs={**place, "code": "dinkes"})),
        ]

        for page in pages:
            assert "1 permintaan dokumen dipegang orang ini." in page.content.decode()
            assert f"{url('handover')}?orang={officer.code}" in page.content.decode()

    def test_is_not_offered_where_nothing_is_open(self, client, sheet, officer, secretary, requests):
        client.force_login(secretary)

        page = client.get(reverse("access:person_detail", kwargs={"city": sheet.city.slug, "person": officer.code}))

        assert url("handover") not in page.content.decode().partition("<main")[2]

    def test_shows_officers_their_own_things(self, client, officer, requests):
        client.force_login(officer)

        read(client, "handover")
