"""The regional action plan: from the road map or a workbook, adopted by decree, reviewed, on paper."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from paripurna.core.instrument.shelf import get_edition
from paripurna.platform.access.types import NotAllowed
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.platform.tables.previews import PreviewGone
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.evidence.models import Document
from paripurna.rooms.evidence.types import DocumentKind
from paripurna.rooms.roadmap.actions.moves import add_move
from paripurna.rooms.roadmap.models import ActionPlan, Adoption, Move, Step
from paripurna.rooms.roadmap.rad import actions, following, queries
from paripurna.rooms.roadmap.rad.drafting import draft_from_steps, find_drift, pay_by_year
from paripurna.rooms.roadmap.rad.exports import write_plan
from paripurna.rooms.roadmap.rad.importing import Preview, read_activities, read_token, sign_activities
from paripurna.rooms.roadmap.rad.page import read_matrix
from paripurna.rooms.roadmap.rad.types import (
    ActivityDraft,
    BadPlan,
    PlanChanged,
    PlanClosed,
    PlanState,
    ReviewDraft,
    YearDraft,
    YearResult,
)
from paripurna.rooms.roadmap.types import Effect, MoveDraft, Origin
from tests.factories.access import sign_in
from tests.factories.assessment import NOW
from tests.factories.evidence import make_document
from tests.factories.roadmap import ACTIVITY, make_rad
from tests.factories.sheets import make_person

KLA = get_edition("kla-2024")
TODAY = date(2026, 11, 23)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def plan(running: Round) -> ActionPlan:
    return make_rad(running)


@pytest.fixture
def step(running: Round, secretary: User) -> Step:
    """A step of an adopted plan: a move of two quarters over the turn of a year."""
    draft = MoveDraft("Taman ramah anak", 300_000_000, quarters=2, effects=(Effect("11.2", Decimal(9)),))
    move = add_move(round=running, draft=draft, by=secretary, at=NOW)
    adoption = Adoption.objects.create(
        city=running.city,
        round=running,
        title="Rencana",
        note="Termurah",
        target=Decimal(900),
        cost_idr=300_000_000,
        starts_on=date(2026, 10, 1),
        quarters=4,
        adopted_at=NOW,
    )
    return Step.objects.create(
        city=running.city,
        adoption=adoption,
        move=move,
        starts_on=date(2026, 10, 1),
        ends_on=date(2027, 3, 31),
        cost_idr=300_000_001,
    )


def make_decree(city: City, kind: DocumentKind = DocumentKind.DECREE) -> Document:
    by = make_person(city, "SECRETARIAT", username=f"pengunggah-{uuid4().hex[:6]}")
    return make_document(city, by=by, agency="dp3akb", kind=kind, title="SK Wali Kota tentang RAD KLA")


def adopt(plan: ActionPlan) -> ActionPlan:
    return actions.adopt_plan(plan=plan, decree=make_decree(plan.city), adopted_on=TODAY, by=None, at=NOW)


def write_book(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(city: City, *rows: list[object]) -> Preview:
    return read_activities(write_book(*rows), city=city, edition=KLA, years=range(2026, 2029))


class TestDraftFromSteps:
    def test_splits_a_step_over_the_turn_of_a_year_to_the_rupiah(self, city: City, step: Step) -> None:
        (draft,) = draft_from_steps(city, KLA, range(2026, 2029))

        assert pay_by_year(step) == {2026: 150_000_000, 2027: 150_000_001}
        assert (draft.strand, draft.indicator, draft.budget_idr) == ("K2", "11", 300_000_001)
        assert [draft.years[year].target for year in (2026, 2027)] == ["sedang berjalan", "selesai"]

    def test_tells_what_plan_and_road_map_do_not_share(
        self, city: City, plan: ActionPlan, step: Step, secretary: User
    ) -> None:
        missing = find_drift(city, KLA, queries.list_activities(plan), plan.years).missing
        actions.add_activities(plan=plan, activities=missing, edition=KLA, by=secretary, at=NOW)
        Step.objects.update(cost_idr=1)

        drift = find_drift(city, KLA, queries.list_activities(plan), plan.years)

        assert (len(missing), drift.missing, drift.orphans) == (1, (), ())
        assert [(planned, stepped) for _, planned, stepped in drift.dearer] == [(300_000_001, 1)]


class TestReadActivities:
    def test_reads_years_below_a_heading_and_words_that_stand_once(self, city: City) -> None:
        preview = read(
            city,
            ["MATRIKS RAD KLA"],
            ["Klaster", "Indikator", "Program", "Kegiatan", "Target", None, "Anggaran", None, "OPD"],
            [None, None, None, None, 2026, 2027, 2026, 2027, None],
            ["Klaster I", "5. Akta", "Hak sipil", "Jemput bola", "10 RT", "20 RT", "Rp 1.250.000", 500_000, "DP3AKB"],
            [None, None, None, "Kampanye", None, "1 kali", "-", "250.000", None],
            ["II", None, "Keluarga", "Puspaga keliling", None, None, None, None, "dp3akb dan BAG-HUKUM"],
        )

        first, second, third = preview.activities
        assert first.years == {2026: YearDraft("10 RT", 1_250_000), 2027: YearDraft("20 RT", 500_000)}
        assert (second.strand, second.indicator, second.years[2027]) == ("K1", "5", YearDraft("1 kali", 250_000))
        assert (third.strand, third.program, bool(third.note)) == ("K2", "Keluarga", True)
        assert len(preview.notes) == 1

    def test_signs_a_preview_for_one_plan(self, running: Round, plan: ActionPlan, secretary: User) -> None:
        token = sign_activities([ACTIVITY], plan, secretary, after=0)

        assert read_token(token, plan, secretary, after=0) == [ACTIVITY]
        with pytest.raises(PreviewGone):
            read_token(token, make_rad(running), secretary, after=0)

    def test_names_row_column_and_remedy_and_takes_nothing(self, city: City) -> None:
        preview = read(
            city,
            ["klaster", "indikator", "kegiatan", "opd", "anggaran 2026"],
            ["Klaster IX", "", "Satu", "", ""],
            ["K1", "99", "Dua", "", ""],
            ["K1", "", "Tiga", "Dinas Entah", ""],
            ["K1", "", "Empat", "", "seratus juta"],
            ["K1", "", "x" * 301, "", ""],
        )

        assert [(problem.row, problem.column) for problem in preview.problems] == [
            (2, "klaster"),
            (3, "indikator kla"),
            (4, "opd"),
            (5, "anggaran 2026"),
            (6, "kegiatan"),
        ]
        assert all(problem.sentence and problem.remedy for problem in preview.problems)
        assert not preview.can_run

    @pytest.mark.parametrize("rows", [[["nama"], ["x"]], [["klaster", "kegiatan"]], [["klaster"], ["K1"]]])
    def test_refuses_a_table_without_headings_or_rows(self, city: City, rows: list[list[object]]) -> None:
        assert len(read(city, *rows).problems) == 1

    def test_refuses_what_is_no_workbook(self, city: City) -> None:
        preview = read_activities(b"%PDF-1.7", city=city, edition=KLA, years=range(2026, 2029))

        assert len(preview.problems) == 1


class TestActionPlan:
    def test_is_the_rad_only_by_decree_and_replaces_the_one_before(self, running: Round, plan: ActionPlan) -> None:
        with pytest.raises(BadPlan):
            letter = make_decree(plan.city, DocumentKind.REPORT)
            actions.adopt_plan(plan=plan, decree=letter, adopted_on=TODAY, by=None, at=NOW)
        adopt(plan)
        adopt(make_rad(running))

        plan.refresh_from_db()
        assert plan.state == PlanState.REPLACED
        assert queries.find_adopted_plan(plan.city).state == PlanState.ADOPTED  # type: ignore[union-attr]

    def test_keeps_its_promises_once_adopted(self, plan: ActionPlan, secretary: User) -> None:
        adopt(plan)

        with pytest.raises(PlanClosed):
            actions.add_activities(plan=plan, activities=[ACTIVITY], edition=KLA, by=secretary, at=NOW)

    def test_is_the_secretariats(self, plan: ActionPlan, officer: User) -> None:
        with pytest.raises(NotAllowed):
            actions.add_activities(plan=plan, activities=[ACTIVITY], edition=KLA, by=officer, at=NOW)

    @pytest.mark.parametrize(
        "draft",
        [
            ActivityDraft("K9", "Program", "Kegiatan"),
            ActivityDraft("K1", "Program", "Kegiatan", indicator="11"),
            ActivityDraft("K1", "", "Kegiatan"),
            ActivityDraft("K1", "Program", "Kegiatan", years={2031: YearDraft("1")}),
            ActivityDraft("K1", "Program", "Kegiatan", years={2026: YearDraft("1", -1)}),
        ],
        ids=["cluster", "indicator", "words", "year", "rupiah"],
    )
    def test_refuses_a_row_that_does_not_fit(self, plan: ActionPlan, secretary: User, draft: ActivityDraft) -> None:
        with pytest.raises(BadPlan):
            actions.add_activities(plan=plan, activities=[draft], edition=KLA, by=secretary, at=NOW)

    def test_is_reviewed_year_by_year_and_tells_of_another_review(self, plan: ActionPlan, secretary: User) -> None:
        plan = adopt(plan)
        (row,) = queries.list_activities(plan)
        draft = ReviewDraft(2026, {row.pk: YearResult("30 kelurahan", 140_000_000)}, "Hampir.")

        actions.review_year(plan=plan, draft=draft, by=secretary, at=NOW)
        with pytest.raises(PlanChanged):
            actions.review_year(plan=plan, draft=draft, by=secretary, at=LATER)
        seen = replace(draft, conclusion="Empat menyusul.", base=NOW)
        actions.review_year(plan=plan, draft=seen, by=secretary, at=LATER)

        (found,) = queries.list_activities(plan)
        assert [(y.reached, y.spent_idr) for y in found.years.all()] == [("30 kelurahan", 140_000_000), ("", None)]
        assert [review.conclusion for review in plan.reviews.all()] == ["Empat menyusul."]

    def test_becomes_musts_of_the_catalogue_once(self, running: Round, plan: ActionPlan, secretary: User) -> None:
        def follow() -> int:
            rows = queries.list_activities(plan)
            return following.follow_activities(
                plan=plan, activities=rows, round=running, by=secretary, on=TODAY, at=NOW
            )

        def add(count: int) -> int:
            drafts = [replace(ACTIVITY, years={})] * count
            actions.add_activities(plan=plan, activities=drafts, edition=KLA, by=secretary, at=NOW)
            with CaptureQueriesContext(connection) as asked:
                assert follow() == count
            return len(asked)

        assert (follow(), follow()) == (1, 0)
        assert add(2) == add(20)
        move = Move.objects.get(cost_idr__gt=0)
        assert (move.origin, move.is_must, move.cost_idr, move.quarters) == (Origin.IMPORT, True, 325_000_000, 8)


class TestWritePlan:
    def test_gives_a_workbook_that_can_be_imported_again(self, city: City, plan: ActionPlan) -> None:
        content, _type = write_plan(read_matrix(plan), "xlsx")

        preview = read_activities(content, city=city, edition=KLA, years=plan.years)

        assert preview.problems == ()
        assert preview.activities == (ACTIVITY,)

    def test_gives_a_document_to_go_on_writing(self, plan: ActionPlan) -> None:
        content, _type = write_plan(read_matrix(adopt(plan)), "docx")

        paper = docx.Document(io.BytesIO(content))
        _sums, table = paper.tables
        assert [cell.text for cell in table.rows[1].cells][1:] == [
            *("Pemenuhan hak sipil", "Akta kelahiran di puskesmas", "34 kelurahan", "34 kelurahan", ""),
            *("150.000.000", "175.000.000", "", "", ""),
        ]
        assert any("SK Wali Kota tentang RAD KLA" in line.text for line in paper.paragraphs)

    def test_gives_a_pdf_with_every_row(self, plan: ActionPlan) -> None:
        import pypdfium2

        content, _type = write_plan(read_matrix(plan), "pdf")

        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
        assert "Akta kelahiran di puskesmas" in text
        assert "175.000.000" in text


def address(plan: ActionPlan) -> str:
    return reverse("roadmap:rad_plan", kwargs={"city": plan.city.slug, "code": plan.code})


class TestPages:
    def test_lead_from_the_workbook_to_the_rad(self, running: Round, secretary: User, client: Client) -> None:
        sign_in(client, secretary)
        said = {"title": "RAD KLA", "rpjmd": "RPJMD", "first_year": 2026, "last_year": 2028}
        here = client.post(reverse("roadmap:rad_add", kwargs={"city": running.city.slug}), said)["Location"]
        book = SimpleUploadedFile("rad.csv", b"klaster;kegiatan;anggaran 2026\nK1;Jemput bola;Rp 1.000.000\n")

        token = client.post(f"{here}impor/", {"file": book}).context["token"]
        for _twice in range(2):
            client.post(f"{here}impor/", {"token": token})
        decree = make_decree(running.city)
        client.post(f"{here}tetapkan/", {"decree": str(decree.code), "adopted_on": "2026-11-20"})

        plan = queries.find_adopted_plan(running.city)
        assert plan is not None
        assert [row.activity for row in queries.list_activities(plan)] == ["Jemput bola"]
        assert "Jemput bola" in client.get(here).content.decode()

    def test_refuse_a_broken_row_and_keep_what_was_typed(
        self, plan: ActionPlan, secretary: User, client: Client
    ) -> None:
        sign_in(client, secretary)
        said = {"strand": "K1", "program": "Hak sipil", "activity": "Jemput bola", "budget_2026": "seratus juta"}

        answer = client.post(f"{address(plan)}kegiatan/tambah/", said)

        assert answer.status_code == 422
        assert "seratus juta" in answer.content.decode()

    def test_ask_the_same_of_the_database_whatever_the_length(
        self, plan: ActionPlan, secretary: User, client: Client
    ) -> None:
        sign_in(client, secretary)
        actions.add_activities(plan=plan, activities=[ACTIVITY] * 30, edition=KLA, by=secretary, at=NOW)
        client.get(address(plan))

        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address(plan))

        assert len(answer.context["page"].whole.rows) == 31
        assert len(asked) <= 20

    def test_keep_a_review_and_open_it_again(self, plan: ActionPlan, secretary: User, client: Client) -> None:
        sign_in(client, secretary)
        adopt(plan)
        here = f"{address(plan)}tinjau/2026/"
        row = plan.activities.get()
        said = {f"reached_{row.pk}": "30", f"spent_{row.pk}": "Rp 1.000", "conclusion": "Hampir.", "base": "besok"}

        assert client.post(here, said).status_code == 302
        assert client.post(here, said).status_code == 422
        base = client.get(here).context["form"]["base"].value()
        assert client.post(here, said | {"base": base, "conclusion": "Sudah."}).status_code == 302
        assert plan.reviews.get().conclusion == "Sudah."
