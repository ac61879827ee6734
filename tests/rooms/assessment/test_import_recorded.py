"""Totals that a workbook writes itself: compared with the sums, told by name, never imported and never in the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from paripurna.cli.score import score
from paripurna.rooms.sheets.queries import list_totals
from tests.rooms.assessment.importer import Importer

REGENCY = Path(__file__).parents[2] / "golden" / "sample-regency-2024.yaml"
SUMS = {"questions": "Jumlah pertanyaan", "indicators": "Jumlah indikator", "clusters": "Jumlah klaster"}


def list_regency_rows() -> list[list[object]]:
    """The sample regency as a workbook: its questions, and under them the totals that it recorded."""
    data = YAML(typ="base", pure=True).load(REGENCY.read_bytes())
    recorded = data["recorded"]
    rows = [*data["questions"].items(), *recorded["indicators"].items(), *recorded["clusters"].items()]
    rows += [(SUMS[what], points) for what, points in recorded["sums"].items()]
    return [["No", "Nilai"], *([number, points.replace(".", ",")] for number, points in rows)]


def list_cli_contradictions() -> set[str]:
    output = CliRunner().invoke(score, [str(REGENCY), "--json"]).output
    return {one["text"] for one in json.loads(output)["contradictions"]}


def list_sentences(preview: Any) -> list[str]:
    return [line.sentence for line in preview.context["plan"].misfits]


class TestSampleRegency:
    def test_tells_the_same_contradictions_as_the_command(self, importer: Importer) -> None:
        _begun, preview = importer.bring(list_regency_rows())

        plan = preview.context["plan"]
        assert (plan.problems, plan.mark_count, plan.recorded_count) == ((), 274, 31 + 7 + 3)
        assert set(list_sentences(preview)) == list_cli_contradictions()
        assert len(list_sentences(preview)) == 17

    def test_shows_them_by_name_and_imports_all_the_same(self, importer: Importer, running: Any) -> None:
        begun, preview = importer.bring(list_regency_rows())
        page = preview.content.decode()
        for told in ("Indikator 7: nilai tercatat 25", "54, padahal maksimumnya 51", "(jumlah klaster) 770,36"):
            assert told in page

        importer.run(begun, preview.context["plan"].sheet_revision)

        assert [str(total) for _stage, total, _grade in list_totals(running.sheet)] == ["771.81"]


class TestColumns:
    HEADS = ("No", "Nilai mandiri", "Nilai indikator", "Nilai klaster", "Jumlah nilai")
    COLUMNS = ("NUMBER", "MARK:evaluasi_mandiri", "RECORDED_INDICATOR", "RECORDED_STRAND", "RECORDED_TOTAL")
    CHOSEN: dict[str, str] = {f"column-{at}": target for at, target in enumerate(COLUMNS)}

    def test_are_guessed_from_their_headings(self, importer: Importer) -> None:
        rows = [list(self.HEADS), ["2.1", 3, 3, 3, 3]]
        begun, _preview = importer.bring(rows, self.CHOSEN)

        page = importer.client.get(importer.url("import_map", begun.code))

        assert tuple(column.target for column in page.context["columns"]) == self.COLUMNS

    def test_are_compared_with_the_sums_of_their_row(self, importer: Importer) -> None:
        rows = [list(self.HEADS), ["1.1", 3, 4, 5, 6], ["1.2a", "0,5", None, None, None]]

        _begun, preview = importer.bring(rows, self.CHOSEN)

        plan = preview.context["plan"]
        assert (plan.mark_count, plan.recorded_count, plan.can_run) == (2, 3, True)
        told = [sentence for sentence in list_sentences(preview) if "nilai tercatat" in sentence]
        assert {sentence.split(":")[0] for sentence in told} == {"Indikator 1", "Kelembagaan", "Nilai total"}

    def test_that_disagree_with_each_other_are_named_by_row(self, importer: Importer) -> None:
        rows = [list(self.HEADS), ["1.1", 3, 4, None, None], ["1.2a", "0,5", 5, None, "banyak"]]

        _begun, preview = importer.bring(rows, self.CHOSEN)

        same, text = preview.context["plan"].notes
        assert "Sheet!2" in same
        assert "Sheet!3" in same
        assert "banyak" in text
        assert preview.context["plan"].can_run


class TestTotalRows:
    @pytest.mark.parametrize(
        ("row", "place"),
        [
            (["K1", 5], "Klaster I - Hak Sipil dan Kebebasan"),
            (["3", 5], "Indikator 3"),
            (["Total", 5], "Nilai total"),
            ([None, 5, "Jumlah"], "Nilai total"),
        ],
        ids=["strand", "indicator", "whole", "named beside the number"],
    )
    def test_are_compared_and_never_imported(self, importer: Importer, row: list[object], place: str) -> None:
        _begun, preview = importer.bring([["No", "Nilai", "Uraian"], ["2.1", 3, ""], row])

        plan = preview.context["plan"]
        assert (plan.problems, plan.mark_count) == ((), 1)
        assert any(sentence.startswith(f"{place}: nilai tercatat 5") for sentence in list_sentences(preview))
