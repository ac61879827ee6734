import json
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from paripurna.core.instrument.canonical import content_hash, edition_from_json
from paripurna.core.instrument.model import Source
from paripurna.core.instrument.problem import EditionError
from paripurna.core.instrument.revision import RuleChange
from paripurna.platform.access.types import NotAllowed
from paripurna.rooms.sheets import local, queries
from paripurna.rooms.sheets.editions import get_edition
from paripurna.rooms.sheets.local import RevisionContent
from paripurna.rooms.sheets.models import AnswerVersion, EditionContent, EditionSnapshot
from tests.factories.sheets import FILLED, NOW, RULES, build_edition, fill, make_round, make_snapshot

NEW = Source(code="R1", text="Formulir resmi 2026")
FREE_TO_CHOICE = RuleChange.model_validate(
    {
        "question": "2.4",
        "source": "R1",
        "rule": {
            "kind": "choice",
            "options": [{"code": "Y", "label": "Ada", "points": 20}, {"code": "N", "label": "Tidak", "points": 0}],
        },
    }
)


def content(*changes):
    return RevisionContent(changes or (FREE_TO_CHOICE,), (NEW,))


@pytest.fixture
def base(city):
    return make_snapshot()


@pytest.fixture
def draft(city, base, secretary):
    return local.begin_revision(city=city, base=base, title="Formulir resmi", by=secretary, at=NOW)


def save(draft, secretary, what=None, seen=None):
    return local.save_revision(
        draft=draft, content=what or content(), base_revision=seen or draft.revision, by=secretary, at=NOW
    )


class TestSnapshots:
    def test_are_taken_once(self, db):
        assert make_snapshot().pk == make_snapshot().pk
        assert make_snapshot(build_edition(version="2")).pk != make_snapshot().pk

    def test_give_back_the_very_edition(self, db):
        snapshot = make_snapshot()
        stored = edition_from_json(EditionContent.objects.get(snapshot=snapshot).content)

        assert stored == build_edition()
        assert content_hash(stored) == snapshot.hash

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE sheets_editionsnapshot SET version = '9'",
            "DELETE FROM sheets_editionsnapshot",
            "UPDATE sheets_editioncontent SET content = '{}'",
            "DELETE FROM sheets_editioncontent",
            "TRUNCATE sheets_editionsnapshot CASCADE",
            "UPDATE sheets_answerversion SET note = 'lain'",
            "DELETE FROM sheets_answerversion",
            "TRUNCATE sheets_answerversion",
        ],
    )
    def test_and_history_are_kept_by_the_database(self, sheet, secretary, statement):
        fill(sheet, "1.1", by=secretary)

        with (
            pytest.raises(DatabaseError, match=r"kept as it was|cannot TRUNCATE|pending trigger"),
            transaction.atomic(),
        ):
            connection.cursor().execute(statement)

    def test_let_a_person_be_forgotten(self, sheet, secretary):
        fill(sheet, "1.1", by=secretary)
        AnswerVersion.objects.update(changed_by=None)

        assert AnswerVersion.objects.get().changed_by is None

    def test_are_not_touched_by_a_newer_edition(self, city, sheet, secretary):
        for number in FILLED:
            fill(sheet, number, by=secretary)
        before = queries.list_totals(sheet), sheet.edition.hash

        make_snapshot(build_edition(version="2", title="Edisi baru"))

        kept = queries.get_sheet(city, code=str(sheet.code))
        assert (queries.list_totals(kept), kept.edition.hash) == before
        assert content_hash(queries.edition_of(kept)) == kept.edition.hash


class TestLocalRevisions:
    def test_become_an_edition_of_their_own(self, draft, base, secretary):
        saved = save(draft, secretary)
        published = local.publish_revision(draft=saved, base_revision=saved.revision, by=secretary, at=NOW)

        revised = get_edition(published.hash)
        assert (published.version, published.base, published.city) == ("1+balikpapan.1", base, draft.city)
        assert revised.question_by_number["2.4"].rule.standing == "LOCAL"
        assert get_edition(base.hash) == build_edition()

    def test_are_offered_by_their_title_for_subjects_of_their_kind(self, city, draft, secretary):
        saved = save(draft, secretary)
        published = local.publish_revision(draft=saved, base_revision=saved.revision, by=secretary, at=NOW)

        own = queries.list_edition_choices(city, subject_kind=local.build_edition(saved).subject_kind)[0]

        assert (own.key, own.label.split(" · ")[0], own.is_own) == (published.hash, draft.title, True)
        assert not any(choice.is_own for choice in queries.list_edition_choices(city, subject_kind="play_space"))

    def test_number_themselves_within_the_city(self, draft, base, secretary):
        second = local.begin_revision(city=draft.city, base=base, title="Lagi", by=secretary, at=NOW)
        saved = save(second, secretary)

        assert local.build_edition(saved).version == "1+balikpapan.2"

    def test_can_open_a_round(self, city, draft, secretary):
        saved = save(draft, secretary)
        local.publish_revision(draft=saved, base_revision=saved.revision, by=secretary, at=NOW)
        sheet = make_round(city, edition=local.build_edition(saved)).sheet

        fill(sheet, "2.4", by=secretary, data={"option": "Y"})
        assert queries.list_totals(sheet)[0][1] == Decimal(20)

    def test_refuse_what_the_checker_refuses(self, draft, secretary):
        gap = RuleChange.model_validate(
            {
                "question": "1.3",
                "source": "S1",
                "bands": [{"low": 0, "high": 10, "points": 0}, {"low": 20, "points": 10}],
            }
        )
        with pytest.raises(EditionError) as caught:
            save(draft, secretary, content(gap))

        assert caught.value.problems[0].question == "1.3"

    def test_are_not_changed_behind_someones_back(self, draft, secretary):
        save(draft, secretary)
        with pytest.raises(local.RevisionChanged):
            save(draft, secretary, seen=1)

    def test_stay_as_published(self, draft, secretary):
        saved = save(draft, secretary)
        local.publish_revision(draft=saved, base_revision=saved.revision, by=secretary, at=NOW)
        with pytest.raises(local.RevisionPublished):
            save(saved, secretary)

    def test_change_something(self, draft, secretary):
        with pytest.raises(local.NothingRevised):
            local.publish_revision(draft=draft, base_revision=draft.revision, by=secretary, at=NOW)

    def test_are_the_secretariats(self, city, base, officer):
        with pytest.raises(NotAllowed):
            local.begin_revision(city=city, base=base, title="x", by=officer, at=NOW)


class TestPages:
    @pytest.fixture
    def browse(self, client, secretary):
        client.force_login(secretary)

        def go(name, data=None, **place):
            url = reverse(f"sheets:{name}", kwargs={"city": "balikpapan", **place})
            return client.get(url) if data is None else client.post(url, data)

        return go

    def test_show_an_edition_and_what_it_rests_on(self, browse, base):
        page = browse("edition", snapshot=base.pk).content.decode()
        assert "uji@1" in page
        assert "Salinan formulir 2024" in page

    def test_list_editions(self, browse, draft):
        assert "Formulir resmi" in browse("editions").content.decode()

    def test_take_an_edition_out_and_in_again(self, browse, base):
        taken = browse("edition_export", snapshot=base.pk, form="json")
        assert content_hash(edition_from_json(json.loads(taken.content))) == base.hash
        assert b"kind: ratio" in browse("edition_export", snapshot=base.pk, form="yaml").content
        assert browse("edition_export", snapshot=base.pk, form="exe").status_code == 404

    @pytest.mark.parametrize("number", RULES)
    def test_have_a_form_for_the_rule_of_every_kind(self, browse, draft, number):
        page = browse("revision_question", number=draft.number, question=number)
        assert page.status_code == 200
        assert RULES[number][0] in page.content.decode()

    @pytest.mark.parametrize(
        "kind", ["choice", "checklist", "bands", "linear", "ratio", "trend", "count", "matrix", "free"]
    )
    def test_let_the_kind_be_changed(self, browse, draft, client, kind):
        url = reverse(
            "sheets:revision_question", kwargs={"city": "balikpapan", "number": draft.number, "question": "2.4"}
        )
        assert f'name="kind" value="{kind}"' in client.get(f"{url}?jenis={kind}").content.decode()

    def test_change_a_rule_and_publish(self, browse, draft):
        typed = {
            "revision": "1",
            "kind": "bands",
            "unit": "%",
            "bands.0.high": "62,5",
            "bands.0.points": "0",
            "bands.1.low": "62,5",
            "bands.1.low_included": "1",
            "bands.1.points": "20",
            "source_text": "Formulir resmi 2026",
        }
        assert browse("revision_question", typed, number=draft.number, question="2.4").status_code == 302

        page = browse("revision", number=draft.number).content.decode()
        assert "62,5" in page
        assert browse("revision_export", number=draft.number, form="yaml").status_code == 200
        browse("revision_publish", {"typed_word": "salah"}, number=draft.number)
        assert EditionSnapshot.objects.filter(city__isnull=False).count() == 0
        for word in ("TERBITKAN", "PUBLISH"):
            browse("revision_publish", {"typed_word": word}, number=draft.number)
        assert EditionSnapshot.objects.get(city__isnull=False).version == "1+balikpapan.1"
        assert browse("revision", number=draft.number).status_code == 200

    def test_keep_what_was_typed_and_say_what_the_checker_says(self, browse, draft):
        typed = {"revision": "1", "kind": "bands", "bands.0.low": "tiga", "bands.0.points": "0", "source": "S1"}
        response = browse("revision_question", typed, number=draft.number, question="2.4")
        assert response.status_code == 422
        assert 'value="tiga"' in response.content.decode()

        gap = typed | {"bands.0.low": "3"}
        response = browse("revision_question", gap, number=draft.number, question="2.4")
        assert response.status_code == 422
        assert "2.4" in response.content.decode()

    def test_edit_everything_as_yaml(self, browse, draft):
        text = "changes:\n- question: '2.4'\n  source: S1\n  max_points: 20\n  rule: {kind: linear, zero_at: 0, full_at: 10}\n"
        assert browse("revision_yaml", {"revision": "1", "text": text}, number=draft.number).status_code == 302
        assert "linear" in browse("revision_yaml", number=draft.number).content.decode()
        browse("revision_drop", {"revision": "2"}, number=draft.number, key="2.4")
        assert queries.get_revision(draft.city, number=draft.number).changes == []

    @pytest.mark.parametrize(
        "text", ["changes: [", "changes: 3", "lain: []", "changes:\n- question: '9.9'\n  source: S1\n  max_points: 3"]
    )
    def test_name_what_is_wrong_in_the_yaml(self, browse, draft, text):
        response = browse("revision_yaml", {"revision": "1", "text": text}, number=draft.number)
        assert response.status_code == 422
        assert 'role="alert"' in response.content.decode()
