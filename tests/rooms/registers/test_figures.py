import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
import pytest
from django.urls import reverse

from paripurna.core.instrument.shelf import get_edition
from paripurna.platform.access.types import Stranger
from paripurna.platform.facts.queries import compute_facts
from paripurna.platform.facts.types import FactRequest, FactScope
from paripurna.platform.tables import read_table
from paripurna.rooms.registers.actions import add_entry
from paripurna.rooms.registers.figures import actions, queries
from paripurna.rooms.registers.figures.description import FIGURES
from paripurna.rooms.registers.figures.facts import FigureWish
from paripurna.rooms.registers.figures.importing import Given, plan_figures
from paripurna.rooms.registers.figures.standard import list_standard_series
from paripurna.rooms.registers.figures.types import BadPeriod, FigureDraft, FigureTooGreat, read_period
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Figure, FigureSeries
from paripurna.rooms.registers.subjects import list_subjects
from tests.factories.network import make_agency
from tests.factories.regions import make_region
from tests.factories.sheets import make_sheet

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CASES = Path(__file__).parent / "figure-cases"
YEAR = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31), "today": NOW.date()}


@pytest.fixture
def series(city, agency):
    def act(slug="facility-births", **values):
        said = {"slug": slug, "title": slug, "unit": "orang", "subjects": ["nutrition"], "agency_id": agency.id}
        return add_entry(register=FIGURES, city=city, values=said | values, by=None, at=NOW)

    return act


def write(series, *drafts):
    actions.write_figures(series=series, drafts=drafts, by=None, at=NOW)


def draft(value, period="2025", source="Dinkes", **fields):
    return FigureDraft(source, read_period(period), Decimal(value), **fields)


def fact(city, slug="facility-births", years=0, **params):
    request = FactRequest("registers.figure", FigureWish(series=slug, **params))
    return compute_facts(FactScope(city.pk, **YEAR).shift(-years), [request])[request]


class TestPeriods:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-S2", "2024-07-01", "2024-12-31"),
            ("2024 Q1", "2024-01-01", "2024-03-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024-01/2024-07", "2024-01-01", "2024-07-31"),
            ("2021/2022", "2021-07-01", "2022-06-30"),
        ],
    )
    def test_are_read_as_sources_name_them(self, text, first, last):
        found = read_period(text)

        assert (found.starts_on.isoformat(), found.ends_on.isoformat()) == (first, last)

    @pytest.mark.parametrize("text", ["", "24", "2024-13", "tahun lalu"])
    def test_refuse_anything_else(self, text):
        with pytest.raises(BadPeriod):
            read_period(text)


class TestFacts:
    def test_give_a_share_with_its_parts(self, city, series):
        write(series(), draft(90, whole=Decimal(120)))

        found = fact(city)

        assert (found.value, found.numerator, found.denominator) == (Decimal("0.75"), 90, 120)

    def test_take_the_newest_period_and_the_source_that_the_city_believes(self, city, series):
        made = series(source="Dinkes")
        write(made, draft(10, "2025-S1"), draft(20, "2025-S2"), draft(30, "2025-S2", source="BPS"))

        found = fact(city)

        assert found.value == 20
        assert "BPS" in found.note

    def test_sum_regions_where_no_figure_of_the_city_is_known_but_never_percentages(self, city, series):
        regions = [make_region(f"64.71.05.100{n}", f"Kelurahan {n}").pk for n in (1, 2)]
        write(series(), *(draft(5, whole=Decimal(10), region_id=region) for region in regions))
        write(series("porsi", unit="persen"), *(draft(5, region_id=region) for region in regions))

        assert (fact(city).numerator, fact(city).denominator) == (10, 20)
        assert fact(city, "porsi").value is None

    def test_count_a_part_where_its_share_is_not_asked_for_but_never_a_percentage(self, city, series):
        write(series(), draft(12, whole=Decimal(310)))
        write(series("porsi", unit="persen"), draft(5))

        assert fact(city, counted=True).value == 12
        assert fact(city, counted=True).denominator is None
        assert fact(city, "porsi", counted=True).value is None

    def test_know_the_year_before_and_nothing_of_other_years_or_breakdowns(self, city, series):
        made = series()
        write(made, draft(7, "2024"), draft(3, sex="P"))

        assert fact(city).value is None
        assert fact(city, years=1).value == 7

    def test_one_figure_changes_its_series_alone(self, city, series):
        other = series("immunization")
        write(other, draft(50))
        write(series(), draft(1))

        write(other, draft(60))

        assert (fact(city).value, fact(city, "immunization").value) == (1, 60)


class TestWriting:
    def test_keeps_sources_side_by_side_and_replaces_the_same(self, city, series):
        made = series()
        write(made, draft(10), draft(12, source="BPS"))
        write(made, draft(11))

        (line,) = queries.list_lines(made)

        assert sorted(number.value for number in line.numbers) == [11, 12]
        assert line.differs

    def test_refuses_a_part_beyond_its_whole(self, series):
        with pytest.raises(FigureTooGreat):
            write(series(), draft(11, whole=Decimal(10)))

    def test_keeps_what_stood_before_and_writes_it_again(self, city, series):
        made = series(source="Dinkes")
        write(made, draft(10), draft(12, source="BPS"))
        write(made, draft(11), draft(12, source="BPS"))
        first = queries.list_changes(made).last()

        actions.rewrite_figure(series=made, change=first, by=None, at=NOW)

        assert [int(change.value) for change in queries.list_changes(made)] == [10, 11, 12, 10]
        assert fact(city).value == 10

    def test_taken_out_is_known_no_more_and_can_come_back(self, city, series):
        made = series()
        write(made, draft(10))
        other = series("porsi")
        write(other, draft(5))

        gone = actions.remove_figures(series=made, ids=Figure.objects.values_list("pk", flat=True), by=None, at=NOW)

        assert (gone, fact(city).value, fact(city, "porsi").value) == (1, None, 5)
        removed, written = queries.list_changes(made)
        assert removed.value is None
        with pytest.raises(Stranger):
            actions.rewrite_figure(series=made, change=removed, by=None, at=NOW)
        actions.rewrite_figure(series=made, change=written, by=None, at=NOW)
        assert fact(city).value == 10

    def test_standard_series_come_once_and_are_about_known_subjects(self, city, agency):
        said = {"city": city, "agency_id": agency.id, "by": None, "at": NOW}

        assert actions.adopt_standard_series(**said) == len(list_standard_series())
        assert actions.adopt_standard_series(**said) == 0
        assert {code for one in list_standard_series() for code in one.subjects} <= set(list_subjects())


def plan(city, name, given=Given("SIGA", "2024"), mapping=()):  # noqa: B008 - frozen
    return plan_figures(read_table((CASES / name).read_bytes()), Frame(city, NOW.date()), given, mapping)


class TestRealFiles:
    def test_of_balikpapan_keep_units_apart(self, city):
        for number, name in enumerate(("Timur", "Barat", "Utara", "Tengah", "Selatan", "Kota"), start=1):
            make_region(f"64.71.0{number}", f"Balikpapan {name}")

        people = plan(city, "balikpapan-penduduk.csv", Given())
        violence = plan(city, "balikpapan-kekerasan.csv", Given())

        assert people.can_run, people.told
        assert {draft.source for draft in people.drafts} >= {"Dukcapil DKB"}
        assert violence.drafts
        kinds = {draft.category.split(" · ")[0] for draft in violence.drafts}
        assert {"korban", "kasus", "aduan"} <= kinds

    def test_say_which_rows_are_wrong(self, city):
        table = read_table(b"Kelurahan,Nilai\nEntah,5\nBalikpapan,lima\n")

        found = plan_figures(table, Frame(city, NOW.date()), Given("BPS", "2025"))

        assert [report.row for report in found.told] == [2, 3]
        assert not found.can_run


class TestTheProfile:
    def test_hides_small_counts_of_hurt_children_and_what_would_give_them_away(self, city, series):
        regions = [make_region(f"64.71.05.100{n}", f"Kelurahan {n}").pk for n in (1, 2, 3)]
        made = series("violence-served", counts_victims=True, subjects=["violence_victims"])
        counts = zip((2, 9, 40), regions, strict=True)
        write(made, draft(51, whole=Decimal(60)), *(draft(count, region_id=region) for count, region in counts))

        (strand,) = queries.build_profile(city, 2025)
        (told,) = strand.series

        assert [number.is_hidden for line in told.parts for number in line.numbers] == [True, True, False]
        assert not told.now[0].is_hidden

    def test_hides_a_whole_from_which_few_are_missing(self, city, series):
        made = series("violence-served", counts_victims=True, subjects=["violence_victims"])
        write(made, draft(58, whole=Decimal(60)))

        assert queries.build_profile(city, 2025)[0].series[0].now[0].is_hidden

    def test_is_a_page_a_workbook_and_a_pdf_that_tell_no_small_count(self, page, city, series):
        made = series("violence-served", counts_victims=True, subjects=["violence_victims"], unit="anak")
        write(made, draft(3), draft(1234, "2024"))
        url = reverse("registers:child_profile", kwargs={"city": city.slug})
        sent = {
            end: page.get(reverse("registers:child_profile_export", kwargs={"city": city.slug, "ending": end})).content
            for end in ("xlsx", "pdf")
        }

        shown = page.get(url).content.decode()
        rows = list(openpyxl.load_workbook(io.BytesIO(sent["xlsx"])).active.values)
        text = pypdf.PdfReader(io.BytesIO(sent["pdf"])).pages[0].extract_text()

        assert ">*</span>" in shown or ">*" in shown
        assert "1.234," not in shown
        assert "*" in {row[6] for row in rows}
        assert 3 not in {row[6] for row in rows}
        assert "*" in text
        assert "1.234" in text


class TestPages:
    def test_import_a_file_through_its_mapping(self, page, city, agency, series):
        make_agency(city, "dinkes")
        made = series()
        file = io.BytesIO(b"Kelompok umur;Banyak\n0-5;12\n6-12;8\n")
        file.name = "umur.csv"
        begun = page.post(
            reverse("registers:figures_begin", kwargs={"city": city.slug}), {"series": made.slug, "file": file}
        )
        said = {"source": "Dinkes", "period": "2025", "k0": "AGE", "k1": "VALUE"}

        page.post(begun.url, said | {"do": "run"})
        Figure.objects.filter(age="6-12").update(value=9)
        again = page.post(begun.url, said | {"do": "run"}, follow=True)
        Figure.objects.filter(age="6-12", value=9).update(value=8)

        assert "sudah diimpor" in again.content.decode()
        assert dict(Figure.objects.values_list("age", "value")) == {"0-5": 12, "6-12": 8}

    def test_add_a_figure_and_refuse_a_strange_period(self, page, city, series):
        made = series()
        url = reverse("registers:figure_add", kwargs={"city": city.slug, "code": made.code})

        bad = page.post(url, {"source": "Dinkes", "period": "kapan", "value": "3"})
        page.post(url, {"source": "Dinkes", "period": "2025", "value": "3", "whole": "4"})

        assert bad.status_code == 422
        shown = page.get(
            reverse("registers:entry", kwargs={"city": city.slug, "register": "data-terpilah", "code": made.code})
        )
        assert "75,0%" in shown.content.decode()

    def test_say_of_a_series_only_the_questions_that_ask_for_it(self, page, city, series):
        make_sheet(city, edition=get_edition("kla-2024"))
        made = series("facility-births")
        write(made, draft(90, whole=Decimal(120)))

        shown = page.get(
            reverse("registers:entry", kwargs={"city": city.slug, "register": "data-terpilah", "code": made.code})
        )

        assert [(one.feed.number, one.is_counted) for one in shown.context["page"].feeds] == [("12.1", True)]

    def test_take_a_figure_out_and_write_it_again(self, page, city, series):
        made = series()
        write(made, draft(7))
        here = {"city": city.slug, "code": made.code}

        page.post(reverse("registers:figures_remove", kwargs=here), {"figures": [Figure.objects.get().pk]})
        gone = page.get(reverse("registers:figure_list", kwargs=here))
        told = page.get(reverse("registers:figure_history", kwargs=here))
        written = queries.list_changes(made).last()
        page.post(reverse("registers:figure_rewrite", kwargs=here | {"pk": written.pk}))

        assert gone.context["rows"] == []
        assert "dihapus" in told.text
        assert Figure.objects.get().value == 7

    def test_take_over_the_standard_series(self, page, city, agency):
        page.post(reverse("registers:series_adopt", kwargs={"city": city.slug}))

        assert FigureSeries.objects.count() == len(list_standard_series())
