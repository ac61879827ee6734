"""Numbers that a form sends back are written plainly: "1000", never "1.000" as people read it."""

import re

import pytest
from django.conf import settings
from django.template import engines

COUNTED = re.compile(r'value="\{\{ *[\w.]*(?:\.revision|\.pk|\.id|counter0?|\|length) *\}\}"')


def test_numbers_in_forms_are_written_without_separators() -> None:
    found = {
        f"{file.relative_to(settings.PACKAGE_DIR)}: {tag}"
        for file in settings.PACKAGE_DIR.rglob("*.html")
        for tag in COUNTED.findall(file.read_text(encoding="utf-8"))
    }

    assert not found, "Add |stringformat:'d' to these: a thousand would be sent as 1.000."


@pytest.mark.parametrize(("written", "text"), [("", "1.000"), ("|stringformat:'d'", "1000")])
def test_a_number_is_written_for_people_unless_it_is_told_otherwise(written: str, text: str) -> None:
    assert engines["django"].from_string(f"{{{{ number{written} }}}}").render({"number": 1000}) == text
