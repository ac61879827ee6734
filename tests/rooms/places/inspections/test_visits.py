import base64
import io
from datetime import timedelta

import pytest
from PIL import Image

from paripurna.platform.access.types import NotAllowed, RoleCode
from paripurna.rooms.places.inspections import actions, queries
from paripurna.rooms.places.inspections.parts import read_signature, save_part
from paripurna.rooms.places.inspections.types import (
    AlreadyPlanned,
    FindingState,
    InspectionState,
    NoStandard,
    NotReady,
    Seen,
    Signed,
)
from paripurna.rooms.sheets.types import PartConflict, SentPart, SheetClosed
from tests.factories.access import make_member
from tests.factories.inspections import TODAY, answer_all, find_something, make_inspection
from tests.factories.places import NOW, make_place


class TestPlanInspection:
    def test_puts_places_one_after_the_other_into_a_route(self, city, place, rahma):
        second = make_place(city, name="Taman Kedua")

        for each in (place, second):
            make_inspection(each, rahma)

        route = queries.list_route(city, rahma, TODAY)
        assert [(stop.stop, stop.place.name) for stop in route] == [(1, "Taman Contoh"), (2, "Taman Kedua")]
        assert route[0].sheet.edition.edition == "rbra-2021"

    def test_refuses_a_second_one_of_a_place_while_one_is_under_way(self, place, rahma, dimas):
        make_inspection(place, rahma)

        with pytest.raises(AlreadyPlanned):
            make_inspection(place, dimas, day=TODAY + timedelta(days=1))

    def test_refuses_a_kind_without_a_standard_and_who_may_not_inspect(self, city, place, rahma):
        with pytest.raises(NoStandard):
            make_inspection(make_place(city, kind="public_space", name="Lapangan"), rahma)
        with pytest.raises(NotAllowed):
            make_inspection(place, make_member(city, RoleCode.HEAD, username="wali"))


class TestSavePart:
    def test_takes_the_same_finding_once_and_goes_on_from_ones_own(self, place, rahma):
        inspection = make_inspection(place, rahma)
        first = SentPart("temuan-8.1", {"severity": "LIMITS", "text": "Baut"}, 0, "page")
        more = SentPart("temuan-8.1", {"severity": "LIMITS", "text": "Baut longgar", "topic": "SAFETY"}, 0, "page")

        saved = [save_part(inspection.sheet, sent, by=rahma, at=NOW) for sent in (first, first, more)]

        assert [each.revision for each in saved] == [1, 1, 2]
        (finding,) = queries.list_findings_in(inspection)
        assert (finding.severity, finding.text, finding.requirement) == ("LIMITS", "Baut longgar", "Keselamatan")
        assert finding.due_on == TODAY + timedelta(days=30)

    def test_shows_two_inspectors_what_each_found_at_one_question(self, place, rahma, dimas):
        inspection = make_inspection(place, rahma)
        find_something(inspection, by=rahma)

        with pytest.raises(PartConflict) as met:
            save_part(inspection.sheet, SentPart("temuan-8.1", {"text": "Cat lepas"}, 0, "other"), by=dimas, at=NOW)

        assert (met.value.theirs, met.value.mine) == ("menutup tempat: Ayunan putus", "catatan: Cat lepas")
        assert (met.value.part.revision, met.value.part.changed_by) == (1, "Rahma Contoh")

    def test_keeps_a_position_only_whole_and_forgets_it_again(self, place, rahma):
        inspection = make_inspection(place, rahma)
        there = {"met_with": "Pak RT", "lon": "116.85", "lat": "-1.24", "accuracy_m": "12", "located_at": "x"}

        save_part(inspection.sheet, SentPart("kunjungan", there, 0, "page"), by=rahma, at=NOW)
        inspection.refresh_from_db()
        assert (inspection.met_with, inspection.lat, inspection.accuracy_m) == ("Pak RT", -1.24, 12)

        save_part(inspection.sheet, SentPart("kunjungan", there | {"lon": "nan"}, 1, "page"), by=rahma, at=NOW)
        inspection.refresh_from_db()
        assert (inspection.lon, inspection.lat, inspection.accuracy_m, inspection.located_at) == (None,) * 4

    def test_lets_nobody_write_who_does_not_inspect_there(self, city, place, rahma):
        inspection = make_inspection(place, rahma)

        with pytest.raises(NotAllowed):
            sent = SentPart("temuan-8.1", {"text": "x"}, 0, "page")
            save_part(inspection.sheet, sent, by=make_member(city, RoleCode.HEAD, username="wali"), at=NOW)


class TestHandOver:
    def test_names_what_is_not_looked_at_and_findings_without_words(self, place, rahma):
        inspection = make_inspection(place, rahma)
        find_something(inspection, by=rahma, text="")

        with pytest.raises(NotReady) as refused:
            actions.hand_over(inspection=inspection, signed=Signed(""), by=rahma, at=NOW)

        told = str(refused.value)
        assert "Tulis nama" in told
        assert "1.1, 2.1" in told
        assert "8.1" in told.split("13.1")[1]  # looked at, but without words

    def test_lets_findings_count_once_however_often_it_is_sent(self, place, rahma):
        inspection = make_inspection(place, rahma)
        answer_all(inspection)
        find_something(inspection, by=rahma)
        assert not queries.is_shut(place)
        ahead = {"signed_name": "Rahma", "signed_at": (NOW + timedelta(days=2)).isoformat()}

        for _again in range(2):
            save_part(inspection.sheet, SentPart("serah", ahead, 0, "page"), by=rahma, at=NOW)

        inspection.refresh_from_db()
        finding = inspection.findings.get()
        assert (inspection.state, inspection.visited_at) == (InspectionState.DONE, NOW)
        assert (finding.state, finding.events.count()) == (FindingState.OPEN, 1)
        with pytest.raises(SheetClosed):
            save_part(inspection.sheet, SentPart("temuan-1.1", {"text": "x"}, 0, "page"), by=rahma, at=NOW)

    def test_leaves_out_what_was_taken_back(self, place, rahma):
        inspection = make_inspection(place, rahma)
        answer_all(inspection)
        find_something(inspection, by=rahma)
        actions.save_finding(inspection=inspection, question="8.1", draft=None, seen=Seen(1, ""), by=rahma, at=NOW)

        actions.hand_over(inspection=inspection, signed=Signed("Rahma"), by=rahma, at=NOW)

        assert queries.list_findings_of(place) == []


class TestReadSignature:
    def test_keeps_a_drawing_small_and_refuses_everything_else(self):
        drawn = io.BytesIO()
        Image.new("RGBA", (720, 320), (0, 0, 0, 0)).save(drawn, "PNG")
        text = "data:image/png;base64," + base64.b64encode(drawn.getvalue()).decode()

        kept = read_signature(text)

        assert kept
        assert Image.open(io.BytesIO(kept)).mode == "L"
        for bad in ("", "data:image/png;base64,AAAA", "data:text/html;base64,AAAA", text + "!" * 400_000):
            assert read_signature(bad) is None
