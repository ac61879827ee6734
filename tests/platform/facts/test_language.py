"""What is kept of facts does not depend on who asked first."""

from collections.abc import Sequence

import pytest
from django.utils.translation import gettext, override

from paripurna.platform.facts import queries, registry
from paripurna.platform.facts.types import Fact, FactColumn, FactRequest, FactRow, FactScope, FactSource, FactTable
from tests.factories.facts import ThemeParams

HEALTH = FactRequest("tests.words", ThemeParams(theme="health"))


def compute(scope: FactScope, wishes: Sequence[ThemeParams]) -> list[Fact]:
    return [Fact(code=gettext("Home")) for _wish in wishes]


def list_rows(scope: FactScope, wish: ThemeParams) -> FactTable:
    return FactTable((FactColumn("word", "Word"),), (FactRow((gettext("Home"),)),))


@pytest.fixture(autouse=True)
def _source(monkeypatch: pytest.MonkeyPatch) -> None:
    source = FactSource("tests.words", "tests.words", "Words", "Words.", ThemeParams, compute, list_rows)
    monkeypatch.setattr(registry, "_SOURCES", {"tests.words": source})


def test_a_fact_is_computed_in_the_language_of_the_house(scope: FactScope) -> None:
    with override("en"):
        assert queries.compute_facts(scope, [HEALTH])[HEALTH].code == "Beranda"


def test_a_digest_is_the_same_for_readers_of_every_language(scope: FactScope) -> None:
    with override("en"):
        english = queries.digest_rows(scope, HEALTH)
    with override("id"):
        assert queries.digest_rows(scope, HEALTH) == english
