"""Reasons counted, told as findings, and taken out as tables."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from paripurna.rooms.assessment.verification.statistics import build_statistics
from paripurna.rooms.sheets import actions as sheets
from tests.factories.sheets import NOW, fill


@pytest.fixture
def decided(small, secretary, inspector):
    """1.1 came back twice and was accepted, 2.1 came back once, 2.2 was accepted at once."""

    def give_back(question, revision, codes, days):
        at = NOW + timedelta(days=days)
        known = {"sheet": small.sheet, "question": question, "base_revision": revision, "by": inspector, "at": at}
        sheets.return_answer(**known, codes=codes, reason="")

    for number in ("1.1", "2.1", "2.2"):
        fill(small.sheet, number, by=secretary, submitted=True)
    give_back("2.1", 2, ["MISMATCH", "UNSIGNED"], 1)
    give_back("1.1", 2, ["UNSIGNED"], 2)
    step = {"sheet": small.sheet, "question": "1.1", "by": secretary}
    sheets.submit_answer(**step, base_revision=3, at=NOW + timedelta(days=3))
    give_back("1.1", 4, ["UNSIGNED"], 4)
    sheets.submit_answer(**step, base_revision=5, at=NOW + timedelta(days=5))
    later = {"sheet": small.sheet, "by": inspector, "at": NOW + timedelta(days=8)}
    sheets.accept_answer(**later, question="1.1", base_revision=6)
    sheets.accept_answer(**later, question="2.2", base_revision=2)
    return small


class TestStatistics:
    def test_count_reasons_clusters_and_agencies(self, decided):
        page = build_statistics(decided)

        assert [(bar.label, bar.count, bar.share) for bar in page.reasons.bars] == [
            ("belum ditandatangani", 3, 100),
            ("jawaban tidak sama dengan dokumen", 1, 33),
        ]
        assert [(bar.label, bar.count) for bar in page.strands.bars] == [("Kelembagaan", 2), ("Klaster I", 1)]
        assert [(bar.label, bar.count) for bar in page.agencies.bars] == [("DINKES", 2), ("DP3AKB", 1)]

    def test_say_what_the_charts_show(self, decided):
        page = build_statistics(decided)

        assert page.reasons.finding == "Alasan tersering: “belum ditandatangani”, pada 3 dari 3 pengembalian."
        assert page.week_finding == "5 jawaban diputuskan dalam 2 minggu kerja, 3 setiap minggu."

    def test_tell_how_many_were_mended_and_how_long_answers_waited(self, decided):
        page = build_statistics(decided)

        assert (page.returned_count, page.accepted_count) == (3, 2)
        assert (page.mended_count, page.returned_questions, page.mended_percent) == (1, 2, "50%")
        assert (page.median_days, page.longest_days) == (Decimal("2.0"), Decimal("8.0"))  # of 1, 1, 2, 3 and 8

    def test_count_by_weeks_of_the_city(self, decided):
        weeks = build_statistics(decided).weeks

        assert [(week.begins_on.isoformat(), week.accepted, week.returned) for week in weeks] == [
            ("2026-11-23", 0, 3),
            ("2026-11-30", 2, 0),
        ]

    def test_leave_out_the_first_acceptance_of_two(self, small, submitted, secretary, inspector):
        from paripurna.rooms.assessment.verification import actions

        actions.set_two_verifiers(round=small, needed=True, by=secretary, at=NOW)
        sheets.accept_answer(sheet=small.sheet, question="1.1", base_revision=2, by=inspector, at=NOW)

        assert build_statistics(small).is_empty


@pytest.mark.usefixtures("frozen_clock")
class TestPages:
    def get(self, client, name, **kwargs):
        return client.get(reverse(f"assessment:{name}", kwargs={"city": "balikpapan", **kwargs}))

    def test_show_charts_with_a_table_behind(self, client, decided, secretary):
        client.force_login(secretary)
        page = self.get(client, "verification_statistics").content.decode()

        assert "Alasan tersering" in page
        assert "50%" in page.replace("\xa0", " ")

    def test_say_so_when_nothing_was_decided(self, client, small, secretary):
        client.force_login(secretary)

        assert "Belum ada putusan" in self.get(client, "verification_statistics").content.decode()

    def test_take_every_verdict_out_without_names(self, client, decided, secretary):
        client.force_login(secretary)
        table = b"".join(self.get(client, "verification_export", form="csv")).decode("utf-8-sig")
        book = load_workbook(BytesIO(b"".join(self.get(client, "verification_export", form="xlsx"))))

        assert len(table.splitlines()) == 6
        assert "Vera" not in table
        assert book.active.max_row == 6
        assert self.get(client, "verification_export", form="pdf").status_code == 404
