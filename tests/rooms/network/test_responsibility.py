from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from paripurna.rooms.network.responsibility import Holding, build_loads, group_holdings, resolve
from paripurna.rooms.network.types import AgencyKind, AgencyRef


def agency(code):
    return AgencyRef(1, code, code.upper(), code, AgencyKind.OPD)


HEALTH, SCHOOLS, SOCIAL = agency("dinkes"), agency("disdikbud"), agency("dinsos")


class TestGroupHoldings:
    def test_puts_the_lead_first_then_by_abbreviation(self):
        grouped = group_holdings([Holding("sosial", HEALTH, False), Holding("sosial", SOCIAL, True)])

        assert grouped == {"sosial": (SOCIAL, HEALTH)}


class TestResolve:
    def test_names_leads_in_the_order_of_roles_then_helpers(self):
        by_role = {"kesehatan": (HEALTH, SOCIAL), "pendidikan": (SCHOOLS,)}

        resolved = resolve({"9.1": ("pendidikan", "kesehatan")}, by_role, {})

        assert resolved == {"9.1": (SCHOOLS, HEALTH, SOCIAL)}

    def test_names_an_agency_once_though_it_plays_two_roles(self):
        assert resolve({"1": ("a", "b")}, {"a": (HEALTH,), "b": (HEALTH,)}, {}) == {"1": (HEALTH,)}

    def test_lets_an_assignment_replace_the_roles(self):
        assert resolve({"1": ("a",)}, {"a": (HEALTH,)}, {"1": (SOCIAL,)}) == {"1": (SOCIAL,)}

    def test_shows_a_gap_as_nobody(self):
        assert resolve({"1": ("kesbangpol",)}, {}, {}) == {"1": ()}


class TestBuildLoads:
    def test_counts_whole_and_shared(self):
        loads = build_loads({"1": (HEALTH, SOCIAL), "2": (HEALTH,)}, {"1": Decimal(3), "2": Decimal(4)})

        assert (loads[HEALTH].questions, loads[HEALTH].led, loads[HEALTH].points) == (2, 2, Decimal(7))
        assert (loads[SOCIAL].questions, loads[SOCIAL].led, loads[SOCIAL].shared_points) == (1, 0, Decimal("1.5"))

    def test_has_nothing_where_nobody_answers(self):
        assert build_loads({"1": ()}, {"1": Decimal(3)}) == {}

    @given(
        st.dictionaries(
            st.text("123456789.", min_size=1, max_size=4),
            st.tuples(
                st.lists(st.sampled_from([HEALTH, SCHOOLS, SOCIAL]), unique=True, min_size=1),
                st.integers(0, 400).map(lambda hundredths: Decimal(hundredths) / 4),
            ),
        )
    )
    def test_shared_points_add_up_to_the_whole(self, questions):
        responsible = {number: tuple(agencies) for number, (agencies, _) in questions.items()}
        maxima = {number: points for number, (_, points) in questions.items()}

        shared = sum((load.shared_points for load in build_loads(responsible, maxima).values()), Decimal(0))

        assert abs(shared - sum(maxima.values(), Decimal(0))) < Decimal("0.0001")
