import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from paripurna.platform.access.types import NotAllowed, RoleCode
from paripurna.platform.audit.models import Event
from paripurna.platform.facts.queries import compute_facts, list_rows
from paripurna.platform.facts.types import FactRequest, FactScope
from paripurna.platform.tables import read_table
from paripurna.rooms.registers.actions import add_entry
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Participant
from paripurna.rooms.registers.row_reports import Outcome
from paripurna.rooms.registers.trainings import actions, queries
from paripurna.rooms.registers.trainings.description import STAFFING, TRAININGS
from paripurna.rooms.registers.trainings.facts import TrainedChildren, TrainedStaff
from paripurna.rooms.registers.trainings.importing import plan_list
from paripurna.rooms.registers.trainings.people import fold_name
from paripurna.rooms.registers.trainings.types import (
    NamesErased,
    NumberInName,
    ParticipantDraft,
    Service,
    SessionInFuture,
)
from tests.factories.access import make_member, sign_in
from tests.factories.network import make_agency
from tests.factories.regions import make_region

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = NOW.date()
HELD = date(2026, 5, 4)
YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "today": TODAY}


@pytest.fixture
def hospital(city):
    return make_agency(city, "dinkes")


@pytest.fixture
def train(city, agency):
    def act(*subjects, day=HELD, **values):
        said = {"title": f"Pelatihan {' '.join(subjects)}", "subjects": list(subjects), "agency_id": agency.id}
        said |= {"starts_on": day, "ends_on": day} | values
        return add_entry(register=TRAININGS, city=city, values=said, by=None, at=NOW)

    return act


@pytest.fixture
def staff(city):
    def act(agency, service, people):
        said = {"agency_id": agency.id, "service": service.value, "people": people, "as_of": HELD}
        return add_entry(register=STAFFING, city=city, values=said, by=None, at=NOW)

    return act


def enter(training, agency, *names, service=Service.HEALTH, **fields):
    drafts = [ParticipantDraft(name, agency.id, service, **fields) for name in names]
    return actions.add_participants(training=training, drafts=drafts, by=None, at=NOW)


def fact(city, params):
    request = FactRequest("registers.trained_staff", params)
    return compute_facts(FactScope(city.pk, **YEAR), [request])[request]


class TestCoverage:
    def test_is_trained_people_in_post_of_people_in_post(self, city, hospital, train, staff):
        staff(hospital, Service.HEALTH, 4)
        enter(train("crc"), hospital, "Contoh Ani", "Contoh Budi")
        enter(train("crc", day=HELD + timedelta(days=9)), hospital, "Hj. CONTOH  Ani, S.Kep")

        found = fact(city, TrainedStaff(services=(Service.HEALTH,), subjects=("crc",)))

        assert (found.numerator, found.denominator, found.value) == (2, 4, Decimal("0.5"))
        (row,) = queries.build_coverage(city, "crc", on=TODAY)
        assert (row.trained, row.in_post, row.missing) == (2, 4, 2)
        assert row.by_agency == (("DINKES", 4, 2),)

    def test_one_session_changes_what_is_bound_to_its_subject_and_service_and_nothing_else(
        self, city, hospital, agency, train, staff
    ):
        staff(hospital, Service.HEALTH, 10)
        staff(agency, Service.EDUCATION, 10)
        asked = {
            "own": TrainedStaff(services=(Service.HEALTH,), subjects=("crc",)),
            "other service": TrainedStaff(services=(Service.EDUCATION,), subjects=("crc",)),
            "more subjects": TrainedStaff(services=(Service.HEALTH,), subjects=("crc", "case_management")),
            "nobody in post": TrainedStaff(services=(Service.PLAY_SPACE,), subjects=("crc",)),
        }
        before = {name: fact(city, params).numerator for name, params in asked.items()}

        enter(train("crc"), hospital, *(f"Contoh {n}" for n in "ABCDE"))

        after = {name: fact(city, params).numerator for name, params in asked.items()}
        assert after == before | {"own": 5}
        assert before["nobody in post"] is None

    def test_loses_who_moves_in_every_training_at_once_and_takes_it_back(self, city, hospital, train, staff):
        staff(hospital, Service.HEALTH, 2)
        first, second = train("crc"), train("case_management")
        for training in (first, second):
            enter(training, hospital, "Contoh Ani")
        (row,) = queries.list_participants(first)
        said = {"training": first, "participant_ids": [row.pk], "by": None, "at": NOW}
        both = TrainedStaff(services=(Service.HEALTH,), subjects=("crc", "case_management"))

        actions.leave_posts(**said, left_on=TODAY)

        assert fact(city, both).numerator == 0
        assert queries.build_coverage(city, "case_management", on=TODAY)[0].lost == 1
        actions.leave_posts(**said, left_on=None)
        assert fact(city, both).numerator == 1

    def test_asks_for_certificates_that_hold(self, city, hospital, train, staff):
        staff(hospital, Service.HEALTH, 3)
        training = train("crc", certified_until=TODAY - timedelta(days=1))
        enter(training, hospital, "Contoh Lewat", has_certificate=True)
        enter(training, hospital, "Contoh Berlaku", has_certificate=True, certified_until=TODAY)
        enter(training, hospital, "Contoh Tanpa")

        found = fact(city, TrainedStaff(services=(Service.HEALTH,), subjects=("crc",), certified=True))

        assert found.numerator == 1
        assert queries.build_coverage(city, "crc", on=TODAY)[0].ends_soon == 1

    def test_never_says_more_than_all(self, city, hospital, train, staff):
        staff(hospital, Service.HEALTH, 1)
        enter(train("crc"), hospital, "Contoh Ani", "Contoh Budi")

        found = fact(city, TrainedStaff(services=(Service.HEALTH,), subjects=("crc",)))

        assert (found.value, bool(found.note)) == (1, True)

    def test_rows_name_nobody_to_who_may_not_see(self, city, hospital, train, staff):
        staff(hospital, Service.HEALTH, 1)
        enter(train("crc"), hospital, "Contoh Ani", post="Bidan")
        params = TrainedStaff(services=(Service.HEALTH,), subjects=("crc",))
        request, scope = FactRequest("registers.trained_staff", params), FactScope(city.pk, **YEAR)

        assert "Contoh Ani" in str(list_rows(scope, request, may_see_people=True))
        hidden = str(list_rows(scope, request, may_see_people=False))
        assert "Contoh Ani" not in hidden
        assert "Bidan" not in hidden

    def test_counts_children_and_names_none(self, city, train):
        train("crc", girls=12, boys=9)
        train("crc", girls=3, day=date(2025, 3, 1))
        request = FactRequest("registers.trained_children", TrainedChildren(subjects=("crc",)))

        assert compute_facts(FactScope(city.pk, **YEAR), [request])[request].value == 21


class TestParticipants:
    @pytest.mark.parametrize(
        "spelling", ["siti aminah", "  Siti  AMINAH ", "Hj. Siti Aminah, S.Pd., M.Si", "dr. Siti-Aminah"]
    )
    def test_are_known_again_however_they_are_typed(self, spelling):
        assert fold_name(spelling) == "siti aminah"

    def test_refuse_identity_numbers(self, hospital, train):
        with pytest.raises(NumberInName):
            enter(train("crc"), hospital, "Contoh 6471 0112 0580 0001")

    def test_wait_until_it_was_held(self, hospital, train):
        with pytest.raises(SessionInFuture):
            enter(train("crc", day=TODAY + timedelta(days=3)), hospital, "Contoh Ani")

    def test_lose_their_names_on_the_day_and_are_still_counted(self, city, hospital, train, staff):
        staff(hospital, Service.HEALTH, 2)
        training = train("crc", erase_on=TODAY)
        Participant.objects.bulk_create(
            Participant(
                city=city, training=training, name=name, person=name, agency_id=hospital.id, service=Service.HEALTH
            )
            for name in ("Contoh Ani", "Contoh Budi")
        )

        (due,) = queries.list_trainings_to_erase(TODAY)
        actions.erase_names(training=due, at=NOW)

        assert not Participant.objects.exclude(name="").exists()
        assert queries.list_trainings_to_erase(TODAY) == []
        assert fact(city, TrainedStaff(services=(Service.HEALTH,), subjects=("crc",))).numerator == 2
        training.refresh_from_db()
        with pytest.raises(NamesErased):
            enter(training, hospital, "Contoh Cici")

    def test_are_kept_by_the_agency_that_keeps_the_training(self, city, hospital, train):
        officer = make_member(city, RoleCode.OFFICER, username="petugas")

        with pytest.raises(NotAllowed):
            actions.add_participants(training=train("crc"), drafts=[], by=officer, at=NOW)

    def test_leave_no_name_in_the_audit(self, hospital, train):
        enter(train("crc"), hospital, "Contoh Ani")

        assert "Ani" not in str(list(Event.objects.values_list("details", "subject")))


def workbook(rows, merge=()):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


DIRTY = [
    ["DAFTAR PESERTA BIMTEK KHA"],
    [],
    ["No", "Nama Peserta", "Asal", None, "NIK", "Umur", "Sertifikat", None],
    [None, None, "Instansi", "Kode Wilayah", None, None, "Nomor", "Berlaku sampai"],
    [1, " Contoh  Ani ", "DINKES ", "6471050001", "6471011205800001", 34, "S-1", "31/12/2027"],
    [2, "CONTOH ANI, S.Kep", "dinkes", None, None, 34, None, None],
    [None, "PUSKESMAS DAMAI"],
    [3, "Contoh Budi", "Dinas Kesehatan", "64.71.05.1001", None, 40, "S-2", datetime(2028, 1, 31)],  # noqa: DTZ001
    [4, "Contoh Cici", None, "Damai", None, None, None, "5 Maret 2027"],
    [5, "Contoh Dodi", "DINKES", None, None, 15, None, None],
    ["No", "Nama Peserta", "Asal", None, None, None, None, None],
    [None, "Jumlah", 5, None, None, None, None, None],
]


class TestAList:
    @pytest.fixture
    def read(self, city, train):
        region = make_region("64.71.05.1001", "Damai")
        region.bps_code = "6471050001"
        region.save()
        training = train("crc")

        def act(rows, *, service=Service.HEALTH, known=frozenset(), merge=()):
            table = read_table(workbook(rows, merge))
            return plan_list(training, table, Frame(city, TODAY), service=service, known=known)

        return act

    def test_is_read_through_its_dirt_with_a_report_of_every_row(self, hospital, read):
        plan = read(DIRTY, merge=("A1:H1", "C3:D3", "G3:H3", "B7:H7"))

        assert plan.can_run
        assert {report.row: report.outcome for report in plan.reports} == {
            5: Outcome.TAKEN,
            6: Outcome.TWIN,
            7: Outcome.SKIPPED,
            8: Outcome.TAKEN,
            9: Outcome.TAKEN,
            10: Outcome.CHILD,
            11: Outcome.SKIPPED,
            12: Outcome.SKIPPED,
        }
        days = [draft.certified_until for draft in plan.drafts]
        assert days == [date(2027, 12, 31), date(2028, 1, 31), date(2027, 3, 5)]
        assert len({draft.region_id for draft in plan.drafts}) == 1
        assert "6471011205800001" not in str(plan.drafts)
        assert any("NIK" in note for note in plan.notes)

    def test_is_taken_whole_or_not_at_all(self, hospital, read):
        bad = [
            ["Nama", "Instansi", "Berlaku sampai"],
            ["Contoh Ani", "DINKES", "kapan-kapan"],
            ["Contoh B", "DINAS X", None],
        ]

        plan = read(bad)

        assert [(report.row, report.outcome) for report in plan.reports] == [(2, "PROBLEM"), (3, "PROBLEM")]
        assert not plan.can_run
        assert all(report.remedy for report in plan.reports)

    def test_needs_the_service_of_rows_that_name_none(self, hospital, read):
        rows = [["Nama", "Layanan"], ["Contoh Ani", "Puskesmas"], ["Contoh Budi", None]]

        assert not read(rows, service=None).can_run
        assert [draft.service for draft in read(rows, service=Service.OTHER).drafts] == [Service.HEALTH, Service.OTHER]

    def test_of_two_thousand_is_read_and_taken(self, client, city, hospital, train, secretary):
        training = train("crc")
        client = sign_in(client, secretary)
        url = reverse("registers:participants_import", kwargs={"city": city.slug, "code": training.code})
        rows = [["Nama", "Instansi"], *([f"Contoh Orang {n % 1900}", "DINKES"] for n in range(2000))]
        file = io.BytesIO(workbook(rows))
        file.name = "peserta.xlsx"

        shown = client.post(url, {"file": file, "service": "HEALTH"})
        client.post(url, {"token": shown.context["token"]})

        assert (shown.context["counts"]["taken"], shown.context["counts"]["twin"]) == (1900, 100)
        assert training.participants.count() == 1900


class TestPages:
    def test_show_names_only_to_who_may_see_them(self, client, city, hospital, train):
        training = train("crc")
        enter(training, hospital, "Contoh Ani")
        url = reverse("registers:entry", kwargs={"city": city.slug, "register": "pelatihan", "code": training.code})

        verifier = sign_in(client, make_member(city, RoleCode.VERIFIER, username="periksa"))
        assert "Contoh Ani" in verifier.get(url).content.decode()
        head = sign_in(client, make_member(city, RoleCode.HEAD, username="kepala"))
        assert "Contoh Ani" not in head.get(url).content.decode()

    def test_cover_services_and_take_a_move(self, page, city, hospital, train, staff):
        staff(hospital, Service.HEALTH, 4)
        training = train("crc")
        enter(training, hospital, "Contoh Ani")
        (row,) = queries.list_participants(training)
        here = {"city": city.slug, "code": training.code}

        shown = page.get(reverse("registers:training_coverage", kwargs={"city": city.slug})).content.decode()
        assert "25,0%" in shown

        page.post(
            reverse("registers:participants_leave", kwargs=here), {"participants": [row.pk], "left_on": "2026-11-01"}
        )
        row.refresh_from_db()
        assert row.left_on == date(2026, 11, 1)
