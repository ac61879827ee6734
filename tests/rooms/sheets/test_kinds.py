"""Every kind of answer is known wherever a page draws one: a new kind fails here until it is."""

from __future__ import annotations

import pytest

from paripurna.cli import edition_text
from paripurna.core.scoring.kinds import KINDS
from paripurna.rooms.sheets import wording
from paripurna.rooms.sheets.pages import answer_form, rule_form

PLACES = {
    "wording.KIND_LABELS": wording.KIND_LABELS,
    "wording._SAYERS": wording._SAYERS,
    "answer_form._TEMPLATES": answer_form._TEMPLATES,
    "rule_form": {*rule_form.FIELDS, *rule_form.TABLES},
    "edition_text.KINDS": edition_text.KINDS,
}


@pytest.mark.parametrize("place", PLACES)
def test_every_kind_is_known_to(place: str) -> None:
    kinds = {rule.model_fields["kind"].default for rule in KINDS}

    assert (
        kinds - set(PLACES[place]) - ({"free"} if place == "rule_form" else set()) == set()
    )  # a free mark has no fields
