"""The matrix as a workbook. Its headings are those that an import reads."""

from __future__ import annotations

from paripurna.platform.tables.writing import Value, write_workbook
from paripurna.rooms.roadmap.rad.matrix import Matrix, MatrixRow, MatrixStrand

HEADS = ("Klaster", "Indikator", "Program", "Kegiatan", "Satuan")
ENDS = ("Jumlah", "OPD", "Sumber dana", "Catatan")


def write(matrix: Matrix) -> bytes:
    """This function will write one row for each activity, cluster and programme repeated so that it can be sorted."""
    head: list[Value] = [
        *HEADS,
        *(f"Target {y}" for y in matrix.years),
        *(f"Anggaran {y}" for y in matrix.years),
        *ENDS,
    ]
    rows = [_list_cells(strand, row) for strand in matrix.strands for row in strand.rows]
    return write_workbook([head, *rows], "RAD KLA")


def _list_cells(strand: MatrixStrand, row: MatrixRow) -> list[Value]:
    activity = row.activity
    targets = [cell.target if cell else "" for cell in row.cells]
    budgets: list[Value] = [cell.budget_idr if cell and cell.budget_idr is not None else "" for cell in row.cells]
    begin = [strand.label, activity.indicator, activity.program, activity.activity, activity.measure]
    return [*begin, *targets, *budgets, row.budget_idr, row.office, activity.fund, activity.note]
