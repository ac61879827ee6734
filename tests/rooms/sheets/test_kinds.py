"""Every kind of answer is known wherever a page draws one: a new kind fails here until it is."""

from __future__ import annotations

from django.conf import settings

from paripurna.core.instrument.parsing import NUMBER_FIELDS
from paripurna.core.instrument.rules import RULES, RuleBase
from paripurna.rooms.sheets import wording
from paripurna.rooms.sheets.pages.rule_form import FIELDS, TABLES

TEMPLATES = settings.PACKAGE_DIR / "rooms/sheets/templates/sheets/kinds"
NOT_EDITED = {*RuleBase.model_fields, "kind", "reference_label"}  # asked for elsewhere, or by the edition alone


class TestEveryKind:
    def test_that_is_more_than_numbers_has_a_form_and_a_sentence_of_its_own(self) -> None:
        own = set(RULES) - set(NUMBER_FIELDS)

        assert own == {file.stem for file in TEMPLATES.iterdir()} - {"numbers"}
        assert own <= set(wording._SAYERS)

    def test_has_a_label_for_each_of_its_numbers(self) -> None:
        assert {field for fields in NUMBER_FIELDS.values() for field in fields} == set(wording.FIELD_LABELS)

    def test_can_be_edited_in_a_local_revision(self) -> None:
        fields = {name for rule in RULES.values() for name in rule.model_fields} - NOT_EDITED

        assert fields == {*FIELDS, *TABLES}
