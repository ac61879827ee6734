"""The proof score: what holds for every question, and the order of the scores."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paripurna.core.instrument.proof_overlay import ProofOverlay
from paripurna.rooms.evidence.proof.findings import Waiver
from paripurna.rooms.evidence.proof.judging import judge
from paripurna.rooms.evidence.proof.papers import WantedKind
from paripurna.rooms.evidence.types import DocumentKind, ProofScore
from tests.factories.papers import build_link, build_paper, build_setting

ORDER = [ProofScore.NONE, ProofScore.PARTIAL, ProofScore.COMPLETE, ProofScore.CHECKED]
KINDS = ("document", "photo", "note")
OVERLAY = ProofOverlay(edition="uji", accepts={"photo": ("PHOTO",)}, in_answer=("note",))
DAYS = st.sampled_from([None, date(2023, 6, 1), date(2025, 6, 1), date(2026, 6, 1), date(2028, 6, 1)])


def rank(proof):
    return ORDER.index(proof.score)


def there(proof):
    return {state.kind.code for state in proof.wanted if state.is_there}


@st.composite
def links(draw):
    count = draw(st.integers(0, 4))
    return [draw(one_link(number)) for number in range(1, count + 1)]


@st.composite
def one_link(draw, number):
    kind = draw(st.sampled_from([DocumentKind.DECREE, DocumentKind.PHOTO, DocumentKind.REPORT]))
    paper = build_paper(
        kind,
        document_id=number,
        valid_from=None,
        valid_to=draw(DAYS),
        signed_on=draw(DAYS),
        is_withdrawn=draw(st.booleans()),
        reading={"state": draw(st.sampled_from(["READ", "WAITING", "FAILED"])), "page_count": draw(st.integers(0, 12))},
    )
    return build_link(
        paper, evidence_id=number, kind=draw(st.sampled_from(["document", "photo", ""])), is_checked=draw(st.booleans())
    )


@st.composite
def settings(draw):
    wanted = draw(st.lists(st.sampled_from(KINDS), unique=True))
    return build_setting(
        wanted=tuple(WantedKind(code, code, code == "note") for code in wanted),
        has_answer=draw(st.booleans()),
        has_note=draw(st.booleans()),
        overlay=OVERLAY,
    )


@st.composite
def waivers(draw):
    checks = ["withdrawn", "outside_period", "expired", "not_in_force", "wrong_kind", "no_pages", "unsigned"]
    of_links = draw(st.lists(st.tuples(st.sampled_from(checks), st.integers(1, 5)), unique=True, max_size=6))
    of_question = draw(st.lists(st.sampled_from([f"missing:{kind}" for kind in KINDS]), unique=True))
    keys = [*of_links, *((code, None) for code in of_question)]
    return {key: Waiver(place, "alasan", "Sekar") for place, key in enumerate(keys)}


@given(settings(), links(), one_link(5), waivers())
def test_adding_a_link_never_lowers_what_is_there(setting, before, added, waived):
    assert there(judge(setting, before, waived)) <= there(judge(setting, [*before, added], waived))


@given(settings(), links(), waivers(), waivers())
def test_waiving_never_lowers_the_score(setting, linked, waived, more):
    assert rank(judge(setting, linked, waived)) <= rank(judge(setting, linked, {**more, **waived}))


@given(settings(), links(), waivers(), st.data())
def test_withdrawing_never_raises_the_score(setting, linked, waived, data):
    if not linked:
        return
    place = data.draw(st.integers(0, len(linked) - 1))
    withdrawn = [*linked]
    withdrawn[place] = replace(linked[place], paper=replace(linked[place].paper, is_withdrawn=True))

    assert rank(judge(setting, withdrawn, waived)) <= rank(judge(setting, linked, waived))


@given(settings(), links(), waivers())
def test_the_score_says_what_it_promises(setting, linked, waived):
    proof = judge(setting, linked, waived)

    blocks = any(finding.blocks for finding in proof.findings)
    excused = {finding.check for finding in proof.findings if not finding.counts}
    missing = [kind for kind in proof.missing if f"missing:{kind.code}" not in excused]
    if proof.score is ProofScore.NONE:
        assert not proof.links
        assert there(proof) <= {"note"}
    if proof.score in {ProofScore.COMPLETE, ProofScore.CHECKED}:
        assert not blocks
        assert not missing
    if proof.score is ProofScore.CHECKED:
        assert all(link.is_checked for link in proof.links)


class TestScoresOfOneDecree:
    """The road of a question from nothing to checked, as docs/methods/proof.md tells it."""

    good = build_link(build_paper())

    @pytest.mark.parametrize(
        ("linked", "waived", "score"),
        [
            ([], (), ProofScore.NONE),
            ([build_link(build_paper(is_withdrawn=True))], (), ProofScore.PARTIAL),
            ([build_link(build_paper(is_withdrawn=True))], (("withdrawn", 1),), ProofScore.COMPLETE),
            ([good], (), ProofScore.COMPLETE),
            ([replace(good, is_checked=True)], (), ProofScore.CHECKED),
            (
                [replace(good, is_checked=True), build_link(build_paper(document_id=2), evidence_id=2)],
                (),
                ProofScore.COMPLETE,
            ),
        ],
        ids=["nothing", "blocked", "waived", "complete", "checked", "one not checked"],
    )
    def test_follow_each_other(self, linked, waived, score):
        reasons = {key: Waiver(1, "alasan", "Sekar") for key in waived}

        assert judge(build_setting(), linked, reasons).score is score

    def test_says_what_is_missing_only_of_an_answer(self):
        asked = judge(build_setting(), [], {})
        unanswered = judge(build_setting(has_answer=False), [], {})

        assert [finding.check for finding in asked.findings] == ["missing:document"]
        assert unanswered.findings == ()
