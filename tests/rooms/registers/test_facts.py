"""What registers know of a period, and when they know nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import BooleanField, ExpressionWrapper

from paripurna.core.instrument.fact_overlay import get_fact_overlay
from paripurna.core.instrument.shelf import list_editions
from paripurna.platform.facts.queries import compute_facts, list_rows
from paripurna.platform.facts.registry import get_source
from paripurna.platform.facts.types import FactRequest, FactScope
from paripurna.rooms.registers import actions
from paripurna.rooms.registers.facts.innovations import complete
from paripurna.rooms.registers.innovations import INNOVATIONS as REGISTER
from paripurna.rooms.registers.innovations import is_complete
from paripurna.rooms.registers.models import Innovation
from paripurna.rooms.registers.regulations import REGULATIONS
from tests.factories.registers import NOW, make_budget_line, make_innovation, make_regulation

LAWS, LINES, INNOVATIONS = "registers.regulations_in_force", "registers.budget_lines", "registers.innovations"


@pytest.fixture
def scope(city):
    return FactScope(city.pk, date(2025, 1, 1), date(2025, 12, 31), today=NOW.date())


def ask(scope, source, **params):
    request = FactRequest(source, get_source(source).params(**params))
    return compute_facts(scope, [request])[request]


class TestRegulationsInForce:
    def test_names_the_strongest(self, city, agency, scope):
        make_regulation(city, agency, kind="CIRCULAR", number="1", subjects=["nutrition"])
        make_regulation(city, agency, kind="PERKADA", number="2", subjects=["nutrition"])

        fact = ask(scope, LAWS, subject="nutrition")

        assert (fact.value, fact.code) == (2, "PERKADA")

    @pytest.mark.parametrize(
        "values",
        [
            {"state": "DRAFT", "enacted_on": None},
            {"enacted_on": date(2026, 1, 1)},
            {"state": "REPLACED", "ends_on": date(2024, 12, 31)},
            {"state": "REPLACED"},
        ],
        ids=["draft", "later", "ended before", "replaced nobody knows when"],
    )
    def test_knows_that_none_holds_where_one_is_recorded(self, city, agency, scope, values):
        make_regulation(city, agency, subjects=["nutrition"], **values)

        assert ask(scope, LAWS, subject="nutrition").value == 0

    def test_knows_nothing_where_nothing_is_recorded(self, city, agency, scope):
        make_regulation(city, agency)

        assert not ask(scope, LAWS, subject="nutrition").is_known

    def test_leaves_out_what_is_about_another_subject_too(self, city, agency, scope):
        make_regulation(city, agency, subjects=["kla", "nutrition"])

        assert not ask(scope, LAWS, subject="nutrition", without="kla").is_known

    def test_changes_with_a_withdrawal_at_once(self, city, agency, scope):
        entry = make_regulation(city, agency)
        assert ask(scope, LAWS, subject="kla").value == 1

        actions.withdraw_entry(register=REGULATIONS, entry=entry, by=None, at=NOW)

        assert not ask(scope, LAWS, subject="kla").is_known

    def test_its_rows_carry_the_articles_of_the_subject(self, city, agency, scope):
        make_regulation(city, agency, articles={"kla": "Pasal 4"})

        request = FactRequest(LAWS, get_source(LAWS).params(subject="kla"))
        table = list_rows(scope, request, may_see_people=False)

        assert table.rows[0].cells[4] == "Pasal 4"
        assert table.rows[0].href.startswith("/daerah/balikpapan/data-program/peraturan/")


class TestBudgetLines:
    def test_says_how_far_the_furthest_has_come(self, city, agency, scope):
        make_budget_line(city, agency, stage="RKPD")
        make_budget_line(city, agency, stage="REALIZATION", realized_idr=80_000_000)

        fact = ask(scope, LINES, subject="task_force_meeting")

        assert (fact.value, fact.code) == (2, "REALIZED")
        assert (fact.numerator, fact.denominator) == (Decimal(80_000_000), Decimal(100_000_000))

    def test_nothing_spent_is_approved_only(self, city, agency, scope):
        make_budget_line(city, agency, stage="REALIZATION", realized_idr=0)

        assert ask(scope, LINES, subject="task_force_meeting").code == "APPROVED"

    def test_a_line_of_another_year_is_known_and_does_not_count(self, city, agency, scope):
        make_budget_line(city, agency, year=2026)

        fact = ask(scope, LINES, subject="task_force_meeting")

        assert (fact.value, fact.code) == (0, "")


class TestInnovations:
    def test_one_with_figures_is_complete(self, city, agency, scope):
        make_innovation(city, agency)

        assert ask(scope, INNOVATIONS, subject="birth_certificate").code == "COMPLETE"

    def test_one_without_is_partial_and_an_idea_is_none(self, city, agency, scope):
        make_innovation(city, agency, after_value=None, after_year=None)
        make_innovation(city, agency, title="Gagasan", state="IDEA", started_on=None, subjects=["nutrition"])

        assert ask(scope, INNOVATIONS, subject="birth_certificate").code == "PARTIAL"
        assert (
            ask(scope, INNOVATIONS, subject="nutrition").value,
            ask(scope, INNOVATIONS, subject="nutrition").code,
        ) == (
            0,
            "",
        )


def test_an_innovation_is_complete_to_the_facts_as_to_its_page(city, agency, scope):
    whole = make_innovation(city, agency, title="Lengkap")
    gaps = [make_innovation(city, agency, title=name, **{name: ""}) for name in ("result",)]
    gaps.append(make_innovation(city, agency, title="Tanpa angka", before_value=None, before_year=None))
    found = Innovation.objects.annotate(whole=ExpressionWrapper(complete(scope), output_field=BooleanField()))

    told = {entry.pk: entry.whole for entry in found}

    assert told == {entry.pk: is_complete(REGISTER.values_of(entry)) for entry in (whole, *gaps)}


def test_the_edition_asks_for_what_the_registers_know():
    edition = next(one for one in list_editions() if one.reference == "kla-2024@1")
    bindings = get_fact_overlay(edition).bindings
    own = {number: one for number, one in bindings.items() if one.source in {LAWS, LINES, INNOVATIONS}}

    for binding in own.values():
        get_source(binding.source).params(**binding.params)
    assert len(own) >= 90


def test_all_wishes_of_an_edition_take_few_statements(city, agency, scope, django_assert_num_queries):
    edition = next(one for one in list_editions() if one.reference == "kla-2024@1")
    bindings = get_fact_overlay(edition).bindings.values()
    own = [one for one in bindings if one.source in {LAWS, LINES, INNOVATIONS}]
    requests = [FactRequest(one.source, get_source(one.source).params(**one.params)) for one in own]

    # The revisions of the groups, each register once, regulations about anything, agencies with budget lines.
    with django_assert_num_queries(6):
        compute_facts(scope, requests)
