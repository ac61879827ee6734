"""The series that ship with Paripurna: those that the instrument asks for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from paripurna.core.instrument.text import Label
from paripurna.core.instrument.yaml_tree import read_tree
from paripurna.rooms.registers.types import Values

FILE = Path(__file__).parent.parent / "data" / "series.yaml"


class StandardSeries(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    subjects: tuple[str, ...]
    unit: str
    label: Label
    definition: Label
    whole: str = ""
    victims: bool = False

    def values(self, agency_id: int) -> Values:
        """This method will return the series as an entry, in the language of the city's papers."""
        return {
            "slug": self.code.replace("_", "-"),
            "title": self.label.id,
            "definition": self.definition.id,
            "unit": self.unit,
            "whole": self.whole,
            "counts_victims": self.victims,
            "subjects": list(self.subjects),
            "agency_id": agency_id,
            "source": "",
            "note": "",
        }


class _File(BaseModel):
    series: tuple[StandardSeries, ...]


@cache
def list_standard_series() -> tuple[StandardSeries, ...]:
    """This function will return the series that ship. Raises `ValueError` for a malformed file."""
    tree = read_tree(FILE)
    if tree.problems:
        raise ValueError(f"{FILE}: {tree.problems[0]}")
    return _File.model_validate(tree.data).series
