"""The catalogue's own workbook: exported, filled in elsewhere, shown, then taken whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from paripurna.core.instrument.shelf import get_edition
from paripurna.platform.accounts.models import User
from paripurna.platform.audit.models import Event
from paripurna.platform.regions.models import City
from paripurna.platform.tables.previews import PreviewGone
from paripurna.platform.tables.writing import Value, write_csv, write_workbook
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.importing import Preview, read_changes, read_token, sign_changes
from paripurna.rooms.roadmap.models import Move
from paripurna.rooms.roadmap.pages.catalog_page import HEADS, KEY_HEAD, MORE_HEADS, build_table
from paripurna.rooms.roadmap.types import BadMove, FigureChange, MoveChanged
from tests.factories.assessment import NOW
from tests.factories.regions import make_city
from tests.factories.roadmap import MILLION, make_move

KLA = get_edition("kla-2024")
COLUMN = {head: position for position, head in enumerate((*HEADS, *MORE_HEADS, KEY_HEAD))}


@pytest.fixture
def park(running: Round, secretary: User) -> Move:
    return make_move(running, by=secretary, chance=Decimal("0.9"), is_must=True)


def export(city: City, **cells: Value) -> list[list[Value]]:
    """The file of the catalogue, with these cells of its first move changed."""
    rows = build_table(queries.list_moves(city, KLA.id), KLA)
    for head, value in cells.items():
        rows[1][COLUMN[head]] = value
    return rows


def read(city: City, rows: list[list[Value]]) -> Preview:
    with override("en"):
        return read_changes(write_workbook(rows, "Katalog"), city=city, edition=KLA)


class TestReadChanges:
    @pytest.mark.parametrize("write", [write_workbook, write_csv])
    def test_reads_what_the_catalogue_gave_as_no_change(self, city: City, park: Move, write) -> None:
        preview = read_changes(write(export(city), "Katalog"), city=city, edition=KLA)

        assert preview == Preview(unchanged=1)

    def test_reads_figures_as_people_write_them(self, city: City, park: Move) -> None:
        cells = {
            "Biaya (Rp)": "Rp 250.000",
            "Triwulan": 3,
            "Peluang berhasil": "75%",
            "Wajib": "",
            "Jam per triwulan": "",
        }

        (change,) = read(city, export(city, **cells)).changes

        assert change.figures == (
            FigureChange("cost_idr", 300 * MILLION, 250_000),
            FigureChange("quarters", 1, 3),
            FigureChange("chance", Decimal("0.90"), Decimal("0.75")),
            FigureChange("is_must", before=True, after=False),
        )

    @pytest.mark.parametrize(
        ("head", "value"),
        [
            ("Biaya (Rp)", "mahal"),
            ("Biaya (Rp)", -1),
            ("Triwulan", 1.5),
            ("Triwulan", 41),
            ("Peluang berhasil", 0),
            ("Peluang berhasil", 0.905),
            ("Wajib", "mungkin"),
            (KEY_HEAD, "city:lain"),
        ],
    )
    def test_names_row_column_and_remedy(self, city: City, park: Move, head: str, value: Value) -> None:
        preview = read(city, export(city, **{"Jam per triwulan": 5, head: value}))

        (problem,) = preview.problems
        assert (problem.row, problem.column, preview.changes) == (2, head, ())
        assert problem.remedy

    def test_refuses_a_move_twice_and_a_must_that_is_held_back(self, city: City, park: Move) -> None:
        rows = export(city, Ditahan="ya")

        preview = read(city, [*rows, rows[1]])

        assert [(problem.row, problem.column) for problem in preview.problems] == [(2, "Ditahan"), (3, KEY_HEAD)]

    @pytest.mark.parametrize("rows", [[["Langkah", "Biaya (Rp)"], ["Taman", 5]], [[KEY_HEAD], ["city:1"]]])
    def test_refuses_another_table(self, city: City, rows: list[list[Value]]) -> None:
        (problem,) = read(city, rows).problems

        assert "not the catalogue" in problem.sentence


class TestChangeMoves:
    def test_writes_what_was_shown_and_makes_the_figures_the_citys(
        self, running: Round, secretary: User, park: Move
    ) -> None:
        Move.objects.update(is_example=True)
        preview = read(running.city, export(running.city, Triwulan=3))
        shown = read_token(sign_changes(preview.changes, running.city, secretary), running.city, secretary)

        actions.change_moves(round=running, changes=shown, by=secretary, at=NOW)

        park.refresh_from_db()
        assert (park.quarters, park.revision, park.is_example, park.changed_by) == (3, 2, False, secretary)
        assert Event.objects.get(verb="roadmap.moves_changed").details == {"moves": 1}

    def test_writes_all_or_nothing(self, running: Round, secretary: User, park: Move) -> None:
        other = make_move(running, by=secretary, label="Lain")
        rows = export(running.city)
        for row in rows[1:]:
            row[COLUMN["Triwulan"]] = 5
        changes = read(running.city, rows).changes
        stale = [change if change.key == park.key else replace(change, revision=9) for change in changes]
        wrong = [replace(change, figures=(FigureChange("chance", Decimal(1), Decimal(2)),)) for change in changes]

        for refused, error in ((stale, MoveChanged), (wrong, BadMove)):
            with pytest.raises(error):
                actions.change_moves(round=running, changes=refused, by=secretary, at=NOW)

        assert set(Move.objects.filter(pk__in=[park.pk, other.pk]).values_list("quarters", flat=True)) == {1}

    def test_a_preview_is_for_its_own_city(self, running: Round, secretary: User, park: Move) -> None:
        token = sign_changes(read(running.city, export(running.city, Triwulan=3)).changes, running.city, secretary)

        with pytest.raises(PreviewGone):
            read_token(token, make_city("64.74", "Kota Bontang", slug="bontang"), secretary)


def test_the_page_shows_first_and_writes_when_confirmed(
    client: Client, running: Round, secretary: User, park: Move
) -> None:
    client.force_login(secretary)
    url = reverse("roadmap:catalog_import", kwargs={"city": running.city.slug})
    file = SimpleUploadedFile("katalog.xlsx", write_workbook(export(running.city, Triwulan=3), "Katalog"))

    shown = client.post(url, {"file": file})
    park.refresh_from_db()
    untouched = park.quarters
    done = client.post(url, {"token": shown.context["page"].token})
    late = client.post(url, {"token": "bukan"}, follow=True)

    park.refresh_from_db()
    assert (shown.status_code, untouched, done.status_code, park.quarters) == (200, 1, 302, 3)
    assert late.redirect_chain[-1][0] == url
