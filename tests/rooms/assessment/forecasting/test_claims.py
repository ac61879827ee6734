"""What a round claims, and what stands behind each claim."""

from datetime import date
from decimal import Decimal

from paripurna.core.forecast import CheckState, PastMark, ProofLevel
from paripurna.rooms.assessment import actions
from paripurna.rooms.assessment.queries import read_claims, read_past_marks
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets import bulk
from paripurna.rooms.sheets.types import MarkDraft
from tests.factories.evidence import link, make_document
from tests.factories.network import make_agency
from tests.factories.sheets import NOW, fill, make_person
from tests.factories.sheets import make_round as make_small_round

TODAY = date(2026, 11, 23)
EARLIER = (date(2024, 1, 1), date(2024, 12, 31))


def claims_of(found):
    return {claim.question: claim for claim in read_claims(found, on=TODAY)}


def import_marks(found, stage, **points):
    marks = [MarkDraft(number.replace("_", "."), Decimal(given)) for number, given in points.items()]
    bulk.import_contents(sheet=found.sheet, marks={stage: marks}, by=None, at=NOW)


class TestReadClaims:
    def test_takes_the_points_of_the_answers_where_nobody_marked(self, small):
        claims = claims_of(small)

        assert claims["1.1"].points == 10
        assert claims["1.2"].points == 8
        assert claims["2.4"].points == 15
        assert {claim.settled for claim in claims.values()} == {False}

    def test_takes_the_internal_mark_where_there_is_one(self, small):
        import_marks(small, "internal", **{"1_1": "6"})

        assert claims_of(small)["1.1"].points == 6

    def test_tells_how_well_each_claim_is_proved(self, small, secretary):
        paper = make_document(small.city, by=secretary)
        link(paper, small.sheet, "1.1", kind="sk", by=secretary)

        claims = claims_of(small)

        assert claims["1.1"].proof in {ProofLevel.PARTIAL, ProofLevel.COMPLETE}
        assert claims["1.2"].proof is ProofLevel.NONE

    def test_tells_what_the_internal_check_said(self, small, secretary):
        make_agency(small.city, "inspektorat")
        verifier = make_person(small.city, "VERIFIER", agency="inspektorat", username="vera")
        for number in ("1.1", "1.2"):
            row = fill(small.sheet, number, by=secretary, submitted=True)
            step = {"sheet": small.sheet, "question": number, "base_revision": row.revision, "by": verifier, "at": NOW}
            sheets.accept_answer(**step) if number == "1.1" else sheets.return_answer(reason="tahun lain", **step)

        checks = {number: claim.check for number, claim in claims_of(small).items()}

        assert checks["1.1"] is CheckState.ACCEPTED
        assert checks["1.2"] is CheckState.RETURNED
        assert checks["1.3"] is CheckState.NOT_YET

    def test_settles_what_the_last_official_stage_marked(self, small):
        import_marks(small, "va", **{"1_1": "6"})

        claims = claims_of(small)

        assert claims["1.1"].settled
        assert claims["1.1"].points == 6
        assert not claims["1.2"].settled


class TestReadPastMarks:
    def test_sets_what_was_claimed_before_beside_what_was_left_of_it(self, city, secretary):
        found = make_round_after(city, secretary)

        assert read_past_marks(found, on=TODAY) == (PastMark("1.1", "choice", Decimal(10), Decimal(4)),)

    def test_teaches_a_real_round_nothing_from_an_invented_one(self, city, secretary):
        found = make_round_after(city, secretary, is_example=True)

        assert read_past_marks(found, on=TODAY) == ()


def make_round_after(city, by, **more):
    """A round after a finished one in which 10 claimed points became 4."""
    before = make_small_round(city, label="Evaluasi 2024", period=EARLIER, **more)
    fill(before.sheet, "1.1", by=by)
    before.sheet.refresh_from_db()
    import_marks(before, "va", **{"1_1": "4"})
    actions.finish_round(round=before, by=None, at=NOW)
    return make_small_round(city)
