"""One spelling, one hash."""

from __future__ import annotations

import json

import pytest

from paripurna.core.instrument.canonical import content_hash, edition_from_json, edition_to_json
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.problem import EditionError
from paripurna.core.instrument.shelf import get_edition
from tests.core.instrument.making import a_question, an_edition


class TestContentHash:
    @pytest.mark.parametrize("spelling", ["5", "5.0", "5.00", "005", "5E0"])
    def test_ignores_the_spelling_of_decimals(self, spelling):
        assert content_hash(an_edition(a_question(max_points=spelling))) == content_hash(an_edition())

    def test_ignores_the_order_of_fields(self):
        data = an_edition().model_dump()

        assert content_hash(Edition.model_validate(dict(reversed(data.items())))) == content_hash(an_edition())

    def test_ignores_defaults_that_are_spelled_out(self):
        assert content_hash(an_edition(a_question(polarity="MORE_IS_BETTER"))) == content_hash(an_edition())

    def test_changes_with_the_content(self):
        assert content_hash(an_edition(a_question(label="Lain"))) != content_hash(an_edition())

    def test_is_a_golden_figure_of_a_small_edition(self):
        # If this changes, every snapshot stored in a city's database loses its name.
        assert content_hash(an_edition()) == "8936927c55ea3c10f92e15cdfec529dcc9fdf04b11a0d6d3155796e942e79af5"


class TestEditionJson:
    @pytest.mark.parametrize("reference", ["kla-2024"])
    def test_comes_back_as_it_was(self, reference):
        edition = get_edition(reference)

        assert edition_from_json(edition_to_json(edition)) == edition
        assert edition_from_json(edition_to_json(edition).decode()) == edition
        assert edition_from_json(json.loads(edition_to_json(edition))) == edition

    def test_spells_dates(self):
        edition = an_edition(issued_on="2024-01-31")

        assert edition_from_json(edition_to_json(edition)) == edition

    @pytest.mark.parametrize("data", ["{}", b"[", {"id": "x"}])
    def test_tells_what_is_no_edition(self, data):
        with pytest.raises(EditionError):
            edition_from_json(data)
