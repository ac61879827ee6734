"""What waits for a verifier, in which order, and what does not."""

from datetime import timedelta
from decimal import Decimal

import pytest

from paripurna.rooms.assessment import actions as rounds
from paripurna.rooms.assessment.verification import actions
from paripurna.rooms.assessment.verification.cuts import read_cuts
from paripurna.rooms.assessment.verification.queue import build_queue
from paripurna.rooms.assessment.verification.types import DutyDraft
from paripurna.rooms.evidence.types import ProofScore
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.types import AnswerDraft, MarkDraft
from tests.factories.evidence import link, make_document
from tests.factories.sheets import FILLED, NOW, fill, make_round

DAY = NOW.date()


@pytest.fixture
def waiting(small, secretary):
    """Four submitted answers: two of Dinkes, two of DP3AKB; and one that is still a draft."""
    for number in ("1.1", "1.3", "2.1", "2.4"):
        fill(small.sheet, number, by=secretary, submitted=True)
    fill(small.sheet, "1.2", by=secretary)
    return small


def queue_of(found, person, at=NOW, **query):
    return build_queue(found, person, query, at=at, on=DAY)


def numbers(queue):
    return [item.number for item in queue.items]


class TestQueue:
    def test_holds_what_is_submitted_most_points_at_risk_first(self, waiting, inspector):
        queue = queue_of(waiting, inspector)

        # 2.4 has 15 points under an unknown rule, 2.1 10 under an inferred one, 1.1 10 under an official one; none has proof
        assert numbers(queue) == ["2.4", "2.1", "1.1", "1.3"]
        assert [item.points for item in queue.items] == [15, 10, 10, 5]

    def test_leaves_out_what_the_own_agency_answers(self, waiting, insider):
        queue = queue_of(waiting, insider)

        assert numbers(queue) == ["2.4", "2.1"]
        assert queue.own_count == 2

    def test_counts_what_waits_in_each_cluster(self, waiting, inspector):
        queue = queue_of(waiting, inspector, klaster="klaster1")

        assert numbers(queue) == ["2.4", "2.1"]
        assert [(strand.code, count) for strand, _hue, count in queue.strand_counts] == [
            ("kelembagaan", 2),
            ("klaster1", 2),
        ]

    def test_is_narrowed_by_the_address(self, waiting, inspector):
        expected = {
            ("pd", "dinkes"): ["1.1", "1.3"],
            ("risiko", "HIGH"): ["2.4", "2.1", "1.3"],
            ("risiko", "MEDIUM"): ["1.1"],
            ("bukti", "NONE"): ["2.4", "2.1", "1.1", "1.3"],
            ("bukti", "CHECKED"): [],
            ("jenis", "trend"): ["2.1"],
            ("bagian", "saya"): [],  # nothing is assigned
        }

        found = {(name, value): numbers(queue_of(waiting, inspector, **{name: value})) for name, value in expected}

        assert found == expected

    def test_puts_a_proved_answer_later(self, waiting, inspector, secretary):
        document = make_document(waiting.city, by=secretary)
        link(document, waiting.sheet, "1.1", by=secretary, kind="sk")

        item = next(item for item in queue_of(waiting, inspector).items if item.number == "1.1")

        assert item.proof is not ProofScore.NONE
        assert numbers(queue_of(waiting, inspector))[-1] == "1.1"

    def test_steps_from_one_answer_to_the_next(self, waiting, inspector):
        queue = queue_of(waiting, inspector)

        assert queue.find_around("2.1") == ("2.4", "1.1")
        assert queue.find_around("1.3") == ("1.1", "")
        assert queue.find_around("1.2") == ("", "2.4")  # not in it: begin anew

    def test_shows_who_looks_at_what_for_a_quarter_of_an_hour(self, waiting, inspector, planner):
        actions.claim_answer(round=waiting, question="2.1", by=planner, at=NOW)

        def find_claim(person, minutes):
            queue = queue_of(waiting, person, at=NOW + timedelta(minutes=minutes))
            return next(item.claim for item in queue.items if item.number == "2.1")

        assert find_claim(inspector, 14).claimed_by == planner
        assert find_claim(planner, 14) is None  # one's own is no news
        assert find_claim(inspector, 16) is None

    def test_lets_an_accepted_answer_wait_for_somebody_else(self, waiting, secretary, inspector, planner):
        actions.set_two_verifiers(round=waiting, needed=True, by=secretary, at=NOW)
        sheets.accept_answer(sheet=waiting.sheet, question="2.4", base_revision=2, by=inspector, at=NOW)

        assert numbers(queue_of(waiting, inspector)) == ["2.1", "1.1", "1.3"]
        assert queue_of(waiting, inspector).accepted_count == 1
        assert queue_of(waiting, planner).items[0].first.given_by == inspector

    def test_marks_what_a_verifier_is_meant_to_look_at(self, waiting, secretary, inspector):
        actions.give_duty(round=waiting, draft=DutyDraft(inspector.pk, strand="klaster1"), by=secretary, at=NOW)
        actions.give_duty(round=waiting, draft=DutyDraft(inspector.pk, agency="dinkes"), by=secretary, at=NOW)

        assert len(queue_of(waiting, inspector, bagian="saya").items) == 4


class TestCuts:
    def test_tell_what_the_last_round_lost_and_why(self, city, secretary, inspector):
        earlier = make_round(city, label="Evaluasi 2024")
        drafts = [AnswerDraft(number, FILLED[number], "", 0) for number in ("1.1", "1.4")]
        marks = {"va": [MarkDraft("1.1", Decimal(4), "SK lama", "WRONG_PERIOD"), MarkDraft("1.4", Decimal(5))]}
        sheets.import_contents(sheet=earlier.sheet, answers=drafts, marks=marks, by=None, at=NOW)
        rounds.finish_round(round=earlier, by=secretary, at=NOW)
        period = (DAY.replace(year=2026, month=1, day=1), DAY.replace(year=2026, month=12, day=31))
        found = make_round(city, label="Evaluasi 2026", previous=earlier, period=period)

        cuts = read_cuts(found)

        assert set(cuts) == {"1.1"}  # 1.4 kept its five points
        assert (cuts["1.1"].points, cuts["1.1"].reason) == (Decimal(6), "tahun atau masa dokumen tidak sesuai: SK lama")


class TestClaim:
    def test_tells_the_second_who_was_first(self, small, submitted, inspector, planner):
        assert actions.claim_answer(round=small, question="1.1", by=inspector, at=NOW) is None
        other = actions.claim_answer(round=small, question="1.1", by=planner, at=NOW)

        assert other is not None
        assert other.claimed_by == inspector

    def test_ends_with_the_verdict(self, small, submitted, inspector, planner):
        actions.claim_answer(round=small, question="1.1", by=inspector, at=NOW)
        sheets.accept_answer(sheet=small.sheet, question="1.1", base_revision=2, by=planner, at=NOW)

        assert actions.claim_answer(round=small, question="1.1", by=planner, at=NOW) is None


def test_verifiers_are_found_with_their_agencies(city, inspector, insider, officer):
    from paripurna.platform.access.types import Permission

    found = network.list_holders(city, Permission.ANSWER_VERIFY, on=DAY)

    assert [(user.username, agencies) for user, agencies in found] == [
        ("vani", frozenset({"dinkes"})),
        ("vera", frozenset({"inspektorat"})),
    ]
