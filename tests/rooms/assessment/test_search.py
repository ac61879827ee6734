from types import SimpleNamespace

from paripurna.rooms.assessment.search import find_questions
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_sheet


class TestFindQuestions:
    def test_leads_to_the_question_of_the_current_round(self, db):
        city = make_city()
        make_agency(city, "dinkes", plays=("kesehatan",))
        sheet = make_sheet(city)

        hits = find_questions(SimpleNamespace(city=city), "pelatihan tenaga", 5)

        assert [hit.label for hit in hits] == ["1.2 Pelatihan bagi tenaga kesehatan kelurahan"]
        assert hits[0].url.endswith(f"/lembar/{sheet.code}/pertanyaan/1.2/")

    def test_finds_nothing_before_the_first_round(self, db):
        assert find_questions(SimpleNamespace(city=make_city()), "pelatihan", 5) == []
