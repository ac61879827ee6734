"""Letting a finding not count, and count again."""

from datetime import date

import pytest

from paripurna.platform.access.types import NotAllowed, Stranger
from paripurna.rooms.evidence import actions, queries
from paripurna.rooms.evidence.types import BadDocument, DocumentKind, ProofScore
from tests.factories.evidence import NOW, link, make_document
from tests.factories.sheets import fill

ON = date(2026, 11, 23)
OLD = date(2023, 5, 1)


@pytest.fixture
def evidence(city, sheet, officer):
    """An old photo at an answered question."""
    fill(sheet, "1.2", by=officer)
    photo = make_document(city, by=officer, kind=DocumentKind.PHOTO, signed_on=OLD, valid_from=None)
    return link(photo, sheet, "1.2", by=officer, kind="foto")


def waive(sheet, evidence, *, by, **changes):
    said = {"question": "1.2", "check": "outside_period", "reason": "kegiatan lanjutan", **changes}
    return actions.waive_check(sheet=sheet, evidence=evidence, **said, by=by, at=NOW)


def score(sheet):
    return queries.read_proof(sheet, "1.2", on=ON).score


class TestWaiveCheck:
    def test_lets_the_proof_count_until_it_is_ended(self, sheet, evidence, verifier):
        before = score(sheet)
        waiver = waive(sheet, evidence, by=verifier)
        waived = score(sheet)
        actions.end_waiver(waiver=waiver, by=verifier, at=NOW)

        assert (before, waived, score(sheet)) == (ProofScore.PARTIAL, ProofScore.COMPLETE, ProofScore.PARTIAL)

    def test_twice_is_once(self, sheet, evidence, verifier):
        assert waive(sheet, evidence, by=verifier) == waive(sheet, evidence, by=verifier)

    def test_takes_the_longest_kind_of_proof(self, sheet, verifier):
        check = f"missing:{'k' * 40}"

        assert waive(sheet, None, by=verifier, check=check).check_code == check

    def test_refuses_an_officer(self, sheet, evidence, officer):
        with pytest.raises(NotAllowed):
            waive(sheet, evidence, by=officer)

    def test_refuses_a_link_of_another_question(self, sheet, evidence, verifier):
        with pytest.raises(Stranger):
            waive(sheet, evidence, by=verifier, question="1.3")

    @pytest.mark.parametrize("changes", [{"check": "anything"}, {"reason": "  ya "}], ids=["unknown", "no reason"])
    def test_names_the_field_that_is_wrong(self, sheet, evidence, verifier, changes):
        with pytest.raises(BadDocument) as caught:
            waive(sheet, evidence, by=verifier, **changes)

        assert caught.value.field == next(iter(changes))
