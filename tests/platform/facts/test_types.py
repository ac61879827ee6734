from dataclasses import replace
from datetime import date

from paripurna.platform.access.classes import PERSONAL
from paripurna.platform.facts.types import FactColumn, FactRow, FactScope, FactTable

TABLE = FactTable(
    (FactColumn("title", "Title"), FactColumn("person", "Person", PERSONAL)),
    (FactRow(("Posyandu", "Sari")), FactRow(("Puskesmas", "Budi"))),
)


class TestFactScope:
    def test_shifts_its_period_by_years_and_not_its_day(self) -> None:
        scope = FactScope(1, date(2024, 2, 29), date(2024, 12, 31), today=date(2026, 11, 26))

        earlier = scope.shift(-1)

        assert (earlier.starts_on, earlier.ends_on) == (date(2023, 2, 28), date(2023, 12, 31))
        assert earlier.today == scope.today


class TestDigest:
    def test_does_not_depend_on_the_order_of_rows_nor_on_persons(self) -> None:
        turned = replace(TABLE, rows=TABLE.rows[::-1])
        renamed = replace(TABLE, rows=(FactRow(("Posyandu", "Ani")), TABLE.rows[1]))

        assert TABLE.digest == turned.digest == renamed.digest

    def test_changes_with_a_cell_a_row_and_a_column(self) -> None:
        cell = replace(TABLE, rows=(FactRow(("Pos", "Sari")), TABLE.rows[1]))
        row = replace(TABLE, rows=TABLE.rows[:1])
        column = replace(TABLE, columns=(FactColumn("name", "Name"), TABLE.columns[1]))

        assert len({TABLE.digest, cell.digest, row.digest, column.digest}) == 4
