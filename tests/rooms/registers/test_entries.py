"""What every register does, tried on regulations."""

import uuid
from datetime import date

import pytest

from paripurna.platform.access.types import NotAllowed, RoleCode
from paripurna.platform.audit.models import Event
from paripurna.platform.facts.models import GroupRevision
from paripurna.platform.tables.refusals import BadFields
from paripurna.rooms.registers import actions, queries
from paripurna.rooms.registers.regulations import REGULATIONS
from paripurna.rooms.registers.types import EntryChanged, RegisterError
from tests.factories.access import make_member
from tests.factories.registers import NOW, draft_regulation, make_entry, make_regulation


def change(entry, *, by=None, base=None, **values):
    whole = REGULATIONS.values_of(entry) | values
    base = entry.revision if base is None else base
    return actions.change_entry(register=REGULATIONS, entry=entry, values=whole, base_revision=base, by=by, at=NOW)


class TestAddEntry:
    def test_writes_history_facts_and_audit_in_one(self, city, agency, secretary):
        entry = make_entry(REGULATIONS, city, draft_regulation(agency), by=secretary)

        assert queries.list_history(entry)[0].values["year"] == "2023"
        assert GroupRevision.objects.filter(city=city, group="registers.regulations").exists()
        event = Event.objects.get(verb="registers.entry_added")
        assert event.subject == f"registers.entry:regulations.{entry.code}"

    def test_sent_twice_is_added_once(self, city, agency):
        code = uuid.uuid4()
        first = make_entry(REGULATIONS, city, draft_regulation(agency), code=code)

        assert make_entry(REGULATIONS, city, draft_regulation(agency), code=code).pk == first.pk

    def test_refuses_what_stands_there_already(self, city, agency):
        make_regulation(city, agency)

        with pytest.raises(BadFields) as refused:
            make_regulation(city, agency, title="Judul lain")

        assert refused.value.problems[0].field == "kind"

    def test_refuses_what_contradicts_itself(self, city, agency):
        with pytest.raises(BadFields) as refused:
            make_regulation(city, agency, enacted_on=None, year=3, articles={"crc": "Pasal 1"})

        assert [problem.field for problem in refused.value.problems] == ["enacted_on", "year", "articles"]

    def test_is_for_who_keeps_the_agency(self, city, agency):
        stranger = make_member(city, RoleCode.OFFICER)

        with pytest.raises(NotAllowed):
            make_entry(REGULATIONS, city, draft_regulation(agency), by=stranger)


class TestChangeEntry:
    def test_refuses_over_what_somebody_else_wrote(self, city, agency):
        entry = make_regulation(city, agency)
        change(entry, note="dari orang lain")

        with pytest.raises(EntryChanged):
            change(entry, note="dari saya", base=1)

    def test_goes_only_where_the_machine_leads(self, city, agency):
        entry = make_regulation(city, agency)

        with pytest.raises(RegisterError, match="tidak dapat menjadi"):
            change(entry, state="DRAFT")

    def test_says_nothing_where_nothing_changed(self, city, agency):
        entry = make_regulation(city, agency)

        assert change(entry).revision == 1
        assert len(queries.list_history(entry)) == 1


class TestWaysBack:
    def test_an_earlier_state_comes_back_as_a_new_one(self, city, agency):
        entry = change(make_regulation(city, agency), title="Salah ketik", articles={"kla": "Pasal 4"})

        restored = actions.restore_entry(register=REGULATIONS, entry=entry, revision=1, by=None, at=NOW)

        assert (restored.title, restored.articles, restored.revision) == ("Penyelenggaraan Kota Layak Anak", {}, 3)

    def test_a_withdrawn_entry_comes_back_unless_another_took_its_place(self, city, agency):
        entry = make_regulation(city, agency)
        withdrawn = actions.withdraw_entry(register=REGULATIONS, entry=entry, by=None, at=NOW)
        make_regulation(city, agency)

        with pytest.raises(BadFields):
            actions.return_entry(register=REGULATIONS, entry=withdrawn, by=None, at=NOW)


class TestReplacing:
    def test_the_new_one_ends_the_old_one_the_day_before(self, city, agency):
        old = make_regulation(city, agency)
        draft = make_regulation(city, agency, number="9", year=2026, state="DRAFT", enacted_on=None, replaces_id=old.pk)

        change(draft, state="IN_FORCE", enacted_on=date(2026, 3, 1))

        old.refresh_from_db()
        assert (old.state, old.ends_on) == ("REPLACED", date(2026, 2, 28))
        assert queries.list_history(old)[0].revision == 2
