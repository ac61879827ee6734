"""*Kesenjangan* and *Tugas saya* as long lists: forty at a time, sums of all, and a sum that explains itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from paripurna.platform.ui.paging import PER_PAGE
from paripurna.rooms.assessment.capping import find_cap_note
from paripurna.rooms.assessment.gap_list import build_gap_list
from paripurna.rooms.assessment.gaps import list_gaps
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.assessment.tasks import build_task_list
from paripurna.rooms.network.queries import list_agencies
from tests.factories.assessment import answer_round

TODAY = date(2026, 11, 23)


@pytest.fixture
def position(running):
    return read_position(running, today=TODAY)


def walk(build, query):
    """Every page of a list, one after the other."""
    first = build(query)
    return [build({**query, "halaman": str(number)}) for number in first.page.paginator.page_range]


class TestPages:
    @pytest.mark.parametrize("grouping", ["", "klaster", "perangkat-daerah", "tema"])
    def test_show_every_gap_once_under_each_of_its_groups(self, position, grouping):
        pages = walk(lambda query: build_gap_list(position, query), {"menurut": grouping})

        shown = [(part.group.key, gap.question.number) for page in pages for part in page.groups for gap in part.gaps]
        assert len(shown) == len(set(shown)) == pages[0].page.paginator.count
        assert {number for _key, number in shown} == {gap.question.number for gap in list_gaps(position)}
        assert all(sum(len(part.gaps) for part in page.groups) <= PER_PAGE for page in pages)

    def test_sum_up_the_whole_group_on_each(self, position):
        first, *others = walk(lambda query: build_gap_list(position, query), {})

        assert len(others) == 6
        assert {page.groups[0].group.points for page in (first, *others)} == {first.total}
        assert {page.count for page in (first, *others)} == {len(list_gaps(position))}

    def test_are_one_for_paper(self, position):
        everything = build_gap_list(position, {"halaman": "semua"})

        assert everything.groups[0].gaps == tuple(list_gaps(position))
        assert not everything.page.has_other_pages()

    @pytest.mark.parametrize(("wish", "number"), [("0", 7), ("99", 7), ("x", 1), ("", 1)])
    def test_come_to_the_nearest_one_that_exists(self, position, wish, number):
        assert build_gap_list(position, {"halaman": wish}).page.number == number

    def test_are_there_when_nothing_matches(self, position):
        empty = build_gap_list(position, {"cari": "tidak ada yang begini", "halaman": "semua"})

        assert (empty.groups, empty.count) == ((), 0)

    def test_hold_the_tasks_of_an_agency(self, position):
        agencies = list_agencies(position.round.city, on=TODAY)

        pages = walk(lambda query: build_task_list(position, agencies, query), {"keadaan": "EMPTY"})

        numbers = [task.question.number for page in pages for task in page.page]
        assert len(pages) > 1
        assert len(numbers) == len(set(numbers)) == pages[0].open_count

    def test_keep_the_filter_in_the_address(self, client, secretary, running):
        client.force_login(secretary)

        page = client.get(reverse("assessment:gaps", kwargs={"city": "balikpapan"}) + "?menurut=klaster&halaman=2")

        links = page.content.decode()
        assert "?menurut=klaster&amp;halaman=1" in links
        assert "?menurut=klaster&amp;halaman=3" in links
        assert "?menurut=klaster&amp;halaman=semua" in links


class TestFindCapNote:
    def test_names_the_indicators_whose_questions_are_worth_more(self, position):
        note = find_cap_note(position, list_gaps(position))

        assert {part.indicator.number: part.beyond for part in note.parts} == {"19": Decimal(3), "21B": Decimal(1)}
        assert (note.gaps, note.beyond, note.distance) == (Decimal(1004), Decimal(4), Decimal(1000))

    def test_counts_what_is_still_beyond_the_maximum(self, running):
        answer_round(running, leave=("21B.2",))
        position = read_position(running, today=TODAY)

        note = find_cap_note(position, list_gaps(position))

        assert {part.indicator.number: part.beyond for part in note.parts} == {"21B": Decimal(1)}
        assert note.distance == position.newest_score.max_points - position.newest_score.total

    def test_is_silent_when_both_figures_agree(self, running):
        answer_round(running)
        position = read_position(running, today=TODAY)

        assert find_cap_note(position, list_gaps(position)) is None

    @pytest.mark.parametrize("name", ["home", "gaps"])
    def test_stands_on_both_pages(self, client, secretary, running, name):
        client.force_login(secretary)

        page = client.get(reverse(f"assessment:{name}", kwargs={"city": "balikpapan"})).content.decode()

        assert "Selisih 4 poin melebihi nilai maksimum indikatornya" in page
        assert "/kenapa/indikator/21B/" in page
