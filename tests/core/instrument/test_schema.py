"""The schema that editors use accepts what the loader accepts, and catches a slip of the pen."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from paripurna.core.instrument.schema import edition_schema
from paripurna.core.instrument.shelf import SHIPPED
from paripurna.core.instrument.yaml_tree import read_tree

EDITIONS = Path(__file__).parent / "editions"
FILES = [*(EDITIONS / "desa-2013").glob("*.yaml"), *(EDITIONS / "sekolah-2014").glob("*.yaml")]
FILES += [SHIPPED / "kla-2024" / name for name in ("edition.yaml", "1-hak-sipil-dan-kebebasan.yaml")]


def count_errors(data: object, part: str) -> int:
    schema = {name: value for name, value in edition_schema().items() if name != "anyOf"}
    return len(list(Draft202012Validator({**schema, "$ref": f"#/$defs/{part}"}).iter_errors(data)))


class TestEditionSchema:
    @pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
    def test_accepts_what_the_loader_accepts(self, file: Path):
        assert count_errors(read_tree(file).data, "Head" if file.name == "edition.yaml" else "Strand") == 0

    def test_catches_a_misspelled_field(self):
        data = read_tree(EDITIONS / "desa-2013" / "desa.yaml").data
        data["indicators"][0]["lable"] = "x"

        assert count_errors(data, "Strand") == 1
