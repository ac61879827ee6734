"""Findings about security are told by need to know, at every door: docs/reference/pemeriksaan-sarana.md."""

import pytest
from django.urls import reverse

from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import RoleCode
from paripurna.rooms.evidence.bringing import Destination, bring
from paripurna.rooms.network.actions import join_agency
from paripurna.rooms.places.inspections import actions
from paripurna.rooms.places.inspections.types import Topic
from paripurna.rooms.places.pages.links import place_url
from paripurna.rooms.places.standing.blocking import list_blockers
from tests.factories.access import make_member, sign_in
from tests.factories.evidence import draft_document, make_file
from tests.factories.inspections import TODAY, make_finding, make_inspection
from tests.factories.network import make_agency
from tests.factories.places import NOW, make_place
from tests.factories.regions import make_region, make_square

SECRET = "Gembok gerbang belakang rusak"
HIDDEN, SHOWN = "Hijau", "Biru"


@pytest.fixture
def place(city):
    make_square("64.71.01.1001", "Hijau", west=116.8, south=-1.3)
    make_square("64.71.01.1002", "Biru", west=116.9, south=-1.3)
    return make_place(city, name="Taman Hijau", lon=116.85, lat=-1.25)


@pytest.fixture
def finding(city, place, rahma, dimas):
    """A finding about security, at the question about it, whose repair was paid and sent back."""
    make_agency(city, "dinkes")
    secret = {"question": "9.1", "topic": Topic.SECURITY, "text": SECRET, "owner": "dinkes"}
    found = make_finding(place, rahma, **secret)
    repaired = actions.repair_finding(
        finding=found, note=SECRET, repaired_on=TODAY, cost_idr=5000, base_revision=found.revision, by=dimas, at=NOW
    )
    return actions.send_finding_back(finding=repaired, note="Belum", base_revision=repaired.revision, by=rahma, at=NOW)


def list_doors(finding):
    at = {"city": "balikpapan"}
    return {
        "place": place_url(finding.place, finding.city),
        "list": reverse("inspections:findings", kwargs=at),
        "by topic": reverse("inspections:findings", kwargs=at) + "?pokok=SECURITY&keadaan=semua",
        "inspection": reverse("inspections:inspection", kwargs=at | {"uuid": finding.inspection.uuid}),
        "upkeep": reverse("inspections:upkeep", kwargs=at),
        "finding": reverse("inspections:finding", kwargs=at | {"uuid": finding.uuid}),
        "answers": reverse("sheets:fill", kwargs=at | {"code": finding.inspection.sheet.code}),
        "answer": reverse("sheets:question", kwargs=at | {"code": finding.inspection.sheet.code, "question": "9.1"}),
    }


def read_doors(client, finding):
    answers = {name: client.get(url) for name, url in list_doors(finding).items()}
    return {name: (answer.status_code, answer.content.decode()) for name, answer in answers.items()}


def make_person(city, role, code=""):
    return make_member(city, role, region=make_region(code, "Bagian") if code else None)


class TestWhoIsTold:
    @pytest.mark.parametrize(
        ("role", "code"),
        [(RoleCode.SECRETARIAT, ""), (RoleCode.KELURAHAN, "64.71.01.1001")],
        ids=["the secretariat", "the kelurahan of the place"],
    )
    def test_is_who_keeps_the_place(self, client, city, finding, role, code):
        told = read_doors(sign_in(client, make_person(city, role, code)), finding)

        assert {name: status for name, (status, _text) in told.items()} == dict.fromkeys(told, 200)
        assert all(SECRET in told[name][1] for name in ("place", "list", "by topic", "inspection", "finding"))
        assert "Keamanan" in told["upkeep"][1]

    def test_is_the_agency_that_repairs_it(self, client, city, finding):
        head = make_member(city, RoleCode.HEAD)
        join_agency(membership=Membership.objects.get(user=head), city=city, agency_code="dinkes", by=None, at=NOW)

        told = read_doors(sign_in(client, head), finding)

        assert all(SECRET in told[name][1] for name in ("place", "list", "inspection", "finding"))

    @pytest.mark.parametrize(("role", "is_told"), [(RoleCode.SECRETARIAT, True), (RoleCode.VERIFIER, False)])
    def test_holds_for_the_table_too(self, client, city, finding, role, is_told):
        table = reverse("inspections:findings_export", kwargs={"city": "balikpapan", "ending": "csv"})

        told = sign_in(client, make_member(city, role)).get(table + "?keadaan=semua").content.decode()

        assert (SECRET in told) is is_told

    @pytest.mark.parametrize(
        ("role", "code"),
        [
            (RoleCode.PROVINCE, "64"),
            (RoleCode.KELURAHAN, "64.71.01.1002"),
            (RoleCode.HEAD, ""),
            (RoleCode.VERIFIER, ""),
        ],
        ids=["the province", "another kelurahan", "a head of another agency", "a verifier"],
    )
    def test_is_nobody_else_at_any_door(self, client, city, finding, role, code):
        told = read_doors(sign_in(client, make_person(city, role, code)), finding)

        assert [name for name, (_status, text) in told.items() if SECRET in text] == []
        assert {name for name, (status, _text) in told.items() if status == 404} == {"finding", "answers", "answer"}
        assert "1 temuan hanya diberitahukan" in told["place"][1]
        assert "Taman Hijau" not in told["list"][1]
        assert "masih ada 1 temuan" in told["list"][1]
        assert "Keamanan" not in told["upkeep"][1]
        assert "Perbaikan temuan" in told["upkeep"][1]

    @pytest.mark.parametrize(("question", "kept"), [("9.1", "CONFIDENTIAL"), ("8.1", "INTERNAL")])
    def test_photos_of_security_are_confidential_whatever_is_said(self, city, place, rahma, question, kept):
        make_agency(city, "dinkes")
        join_agency(membership=Membership.objects.get(user=rahma), city=city, agency_code="dinkes", by=None, at=NOW)
        taken = Destination(make_inspection(place, rahma).sheet, question)

        photo = bring(city=city, draft=draft_document(city), file=make_file(), destination=taken, by=rahma, at=NOW)

        assert photo.confidentiality == kept

    def test_blockers_do_not_say_what_they_are_about(self, finding):
        (blocker,) = list_blockers(finding.place)

        assert (str(blocker.sentence), blocker.url) == ("Sebuah temuan menunggu diperbaiki dan dipastikan.", "")
