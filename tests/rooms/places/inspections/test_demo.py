from paripurna.cli.demo.inspections import load_inspections
from paripurna.rooms.places.inspections import queries
from paripurna.rooms.places.inspections.queries import AskedFindings
from paripurna.rooms.places.inspections.seeing import EVERYTHING
from tests.factories.places import NOW, make_place


class TestLoadInspections:
    def test_inspects_all_but_the_last_once_and_says_that_it_is_invented(self, city, secretary, dimas):
        people = {"contoh-sekretariat": secretary, "contoh-petugas": dimas}
        assert not load_inspections(city, people, at=NOW)
        for name in ("A", "B", "C", "D"):
            make_place(city, name=name)

        assert load_inspections(city, people, at=NOW)
        assert not load_inspections(city, people, at=NOW)

        found = queries.list_findings(city, AskedFindings(state="ALL"), sight=EVERYTHING)
        assert sorted(each.state for each in found) == ["CONFIRMED", *["OPEN"] * 4, "REPAIRED"]
        assert all(each.is_example and each.text.startswith("Contoh") for each in found)
        assert [each.place.name for each in queries.list_planned(city)] == ["D"]
        assert len(queries.list_upkeep(city)) == 8
