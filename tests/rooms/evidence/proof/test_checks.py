"""Every automatic check, with what it says and when it is silent."""

from datetime import UTC, date, datetime

import pytest

from paripurna.core.instrument.proof_overlay import ProofOverlay
from paripurna.platform.files.reading.types import Verdict
from paripurna.rooms.evidence.proof.checks import THEMES, check_link, check_sheet
from paripurna.rooms.evidence.proof.checks.budget import list_years
from paripurna.rooms.evidence.proof.checks.numbering import is_same_number
from paripurna.rooms.evidence.proof.findings import Severity
from paripurna.rooms.evidence.proof.papers import Probe
from paripurna.rooms.evidence.proof.readings import Found, NamedRegion, Signature
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentKind, ProbeState
from tests.factories.papers import TODAY, build_link, build_paper, build_setting

K = DocumentKind
BALIKPAPAN, SAMARINDA = NamedRegion("64.71", "Kota Balikpapan"), NamedRegion("64.72", "Kota Samarinda")


def codes(paper, *, setting=None, **link):
    """The codes of what is found at a link of this paper."""
    return [finding.check for finding in check_link(build_link(paper, **link), setting or build_setting())]


def unsigned(**fields):
    return build_paper(K.DECREE, wet_signature_on=None, **fields)


def figures(**fields):
    return build_paper(K.FIGURES, **fields)


def photo(**fields):
    return build_paper(K.PHOTO, signed_on=date(2025, 5, 1), **fields)


def page(state):
    return build_paper(K.LINK, link="https://contoh.example", probe=Probe(state, TODAY))


CASES = {
    "nothing wrong with a decree": (build_paper(), []),
    "withdrawn": (build_paper(is_withdrawn=True), ["withdrawn"]),
    "suspected to show children": (build_paper(suspected="FACE"), ["children_suspected"]),
    "deleted on its last day": (build_paper(is_content_deleted=True), ["content_deleted"]),
    "in force after the period": (build_paper(valid_from=date(2026, 1, 1)), ["not_in_force"]),
    "in force on the last day of the period": (build_paper(valid_from=date(2025, 12, 31)), []),
    "ended before the period": (build_paper(valid_from=None, valid_to=date(2024, 12, 31)), ["not_in_force"]),
    "ended since": (build_paper(valid_to=date(2026, 6, 30)), ["expired"]),
    "ends before the visit": (build_paper(valid_to=date(2027, 2, 28)), ["ends_before_visit"]),
    "ends on the day of the visit": (build_paper(valid_to=date(2027, 3, 1)), []),
    "an SOP without a date": (build_paper(K.SOP, valid_from=None), ["undated"]),
    "minutes of another year": (build_paper(K.MINUTES, signed_on=date(2024, 5, 1)), ["outside_period"]),
    "minutes of the period": (build_paper(K.MINUTES, signed_on=date(2025, 5, 1)), []),
    "an activity that reaches into the period": (
        build_paper(K.REPORT, period_start=date(2024, 7, 1), period_end=date(2025, 6, 30)),
        [],
    ),
    "an activity after the period": (
        build_paper(K.REPORT, period_start=date(2026, 1, 1), period_end=date(2026, 6, 30)),
        ["outside_period"],
    ),
    "minutes without a date": (build_paper(K.MINUTES), ["undated"]),
    "not signed": (unsigned(reading={"state": "NO_TEXT"}), ["unsigned"]),
    "not read yet": (unsigned(reading={"state": "WAITING"}), []),
    "never opened because it shows children": (
        unsigned(reading={"state": "NOT_READ"}, child_content=ChildContent.DATA),
        ["signature_unknown"],
    ),
    "signed electronically": (
        unsigned(reading={"state": "NO_TEXT", "signatures": (Signature(Verdict.VALID),)}),
        [],
    ),
    "changed after signing": (
        unsigned(
            reading={
                "state": "NO_TEXT",
                "signatures": (Signature(Verdict.VALID), Signature(Verdict.BROKEN)),
            }
        ),
        ["signature_broken"],
    ),
    "changed after signing, and the paper was seen": (
        build_paper(reading={"state": "NO_TEXT", "signatures": (Signature(Verdict.BROKEN),)}),
        [],
    ),
    "signed by an unknown issuer": (
        unsigned(reading={"state": "NO_TEXT", "signatures": (Signature(Verdict.STRANGER, "Wali Kota"),)}),
        ["signature_untrusted"],
    ),
    "signed with a certificate that had ended": (
        unsigned(reading={"state": "NO_TEXT", "signatures": (Signature(Verdict.EXPIRED, "Wali Kota"),)}),
        ["signature_expired"],
    ),
    "signed by a stranger and by one that is trusted": (
        unsigned(reading={"state": "NO_TEXT", "signatures": (Signature(Verdict.VALID), Signature(Verdict.STRANGER))}),
        [],
    ),
    "a report need not be signed": (
        build_paper(K.REPORT, signed_on=date(2025, 3, 1), reading={"state": "NO_TEXT", "page_count": 2}),
        [],
    ),
    "no number": (build_paper(number=""), ["number_missing"]),
    "no number in the text": (build_paper(reading={}), ["number_not_found"]),
    "another number in the text": (build_paper(reading={"found": Found(numbers=("5/2024",))}), ["number_differs"]),
    "the number among others": (
        build_paper(reading={"found": Found(numbers=("23 Tahun 2014", "188.45-12/2025"))}),
        [],
    ),
    "said to be about another region": (build_paper(region_code="64.72"), ["region_elsewhere"]),
    "about a kelurahan of the city": (build_paper(region_code="64.71.01.1001"), []),
    "about the province": (build_paper(region_code="64"), []),
    "names another city alone": (
        build_paper(number="1", reading={"found": Found(("1",), regions=(SAMARINDA,))}),
        ["other_region_named"],
    ),
    "names another city beside this one": (
        build_paper(number="1", reading={"found": Found(("1",), regions=(SAMARINDA, BALIKPAPAN))}),
        [],
    ),
    "of an agency that does not answer": (build_paper(agency_id=2), ["other_agency"]),
    "a photo without a date": (build_paper(K.PHOTO), ["photo_undated"]),
    "a photo with the camera's date": (
        build_paper(K.PHOTO, reading={"taken_at": datetime(2025, 5, 1, tzinfo=UTC)}),
        [],
    ),
    "a photo older than the period": (
        build_paper(K.PHOTO, reading={"taken_at": datetime(2023, 5, 1, tzinfo=UTC)}),
        ["outside_period"],
    ),
    "a photo whose camera says otherwise": (
        photo(reading={"taken_at": datetime(2023, 5, 1, tzinfo=UTC)}),
        ["photo_date_differs"],
    ),
    "figures of another year": (figures(title="Data 2023"), ["other_year"]),
    "figures of two years, one of them right": (figures(title="Data 2024-2025"), []),
    "figures without a year": (figures(title="Data"), ["year_unknown"]),
    "unreadable": (photo(reading={"legibility": "BLURRED"}), ["unreadable"]),
    "could not be opened": (photo(reading={"state": "FAILED"}), ["unopened"]),
    "no page": (photo(reading={"page_count": 0}), ["no_pages"]),
    "a report of one page": (
        build_paper(K.REPORT, signed_on=date(2025, 3, 1), reading={"page_count": 1}),
        ["one_page"],
    ),
    "a long report": (build_paper(K.REPORT, signed_on=date(2025, 3, 1), reading={"page_count": 11}), ["say_page"]),
    "a page that opens": (page(ProbeState.ALIVE), []),
    "a page that is gone": (page(ProbeState.DEAD), ["link_dead"]),
    "a page behind a sign-in": (page(ProbeState.PRIVATE), ["link_private"]),
    "a page inside an office": (page(ProbeState.INTERNAL), ["link_internal"]),
    "a page that does not answer": (page(ProbeState.SILENT), ["link_silent"]),
}


@pytest.mark.parametrize(("paper", "found"), CASES.values(), ids=CASES)
def test_says_what_is_wrong_and_nothing_else(paper, found):
    assert codes(paper) == found


class TestSentences:
    @pytest.mark.parametrize("paper", [paper for paper, found in CASES.values() if found])
    def test_are_complete(self, paper):
        for finding in check_link(build_link(paper), build_setting()):
            assert "%(" not in finding.text
            assert finding.text.endswith(".")

    def test_repeat_nothing_of_the_content_to_others(self):
        paper = build_paper(reading={"found": Found(numbers=("RHS/7/2024",))})

        (finding,) = check_link(build_link(paper), build_setting())

        assert "RHS/7/2024" in finding.text
        assert "RHS/7/2024" not in finding.text_for_others


class TestCatalog:
    def test_holds_every_check_that_is_tried_here(self):
        known = {check.code for theme in THEMES for check in theme.CHECKS}
        tried = {code for _paper, found in CASES.values() for code in found}
        elsewhere = {"missing", "wrong_kind", "title_unlike", "same_photo", "same_photo_other_place"}

        assert known == tried | elsewhere

    def test_gives_a_code_one_severity(self):
        pairs = {(check.code, check.severity) for theme in THEMES for check in theme.CHECKS}

        assert len({code for code, _severity in pairs}) == len(pairs)


class TestKind:
    overlay = ProofOverlay(edition="uji", accepts={"decree_sk": ("DECREE",)})

    def test_blocks_a_photo_as_a_decree(self):
        setting = build_setting(overlay=self.overlay)

        assert codes(photo(), setting=setting, kind="decree_sk") == ["wrong_kind"]

    def test_lets_a_decree_be_one(self):
        assert codes(build_paper(), setting=build_setting(overlay=self.overlay), kind="decree_sk") == []


class TestAgency:
    def test_is_silent_where_a_note_says_how(self):
        assert codes(build_paper(agency_id=2), note="Bab III memuat layanan kami") == []


class TestPage:
    def test_is_silent_where_the_page_is_named(self):
        paper = build_paper(K.REPORT, signed_on=date(2025, 3, 1), reading={"page_count": 80})

        assert codes(paper, place="hlm. 14") == []


class TestTitle:
    setting = build_setting(words={"forum": 3.0, "anak": 0.1, "sk": 1.0})

    def test_warns_when_it_says_nothing_of_the_question(self):
        assert codes(build_paper(title="Instalasi lumpur tinja"), setting=self.setting) == ["title_unlike"]

    def test_reads_the_summary_too(self):
        paper = build_paper(title="Lampiran", summary="Pengurus Forum Anak")

        assert codes(paper, setting=self.setting) == []

    def test_lets_photos_be_called_anything(self):
        assert codes(photo(title="IMG 0412"), setting=self.setting) == []


class TestSamePhoto:
    def link(self, number, question, picture, **fields):
        paper = photo(document_id=number, reading={"picture": picture}, **fields)
        return build_link(paper, evidence_id=number, question=question)

    def found(self, *links):
        return {number: [each.check for each in found] for number, found in check_sheet(links).items()}

    def test_is_told_at_both_questions(self):
        assert self.found(self.link(1, "1.1", 0b1011), self.link(2, "2.1", 0b1001)) == {
            1: ["same_photo"],
            2: ["same_photo"],
        }

    def test_blocks_when_it_is_used_for_two_places(self):
        links = (self.link(1, "1.1", 5, region_code="64.71.01"), self.link(2, "1.1", 5, region_code="64.71.02"))

        assert self.found(*links) == {1: ["same_photo_other_place"], 2: ["same_photo_other_place"]}
        assert {each.severity for each in check_sheet(links)[1]} == {Severity.BLOCKS}

    @pytest.mark.parametrize(
        "fields",
        [{"confidentiality": Confidentiality.CONFIDENTIAL}, {"is_withdrawn": True}],
        ids=["restricted", "withdrawn"],
    )
    def test_leaves_out(self, fields):
        assert self.found(self.link(1, "1.1", 5), self.link(2, "2.1", 5, **fields)) == {}

    def test_is_silent_about_pictures_that_differ(self):
        assert self.found(self.link(1, "1.1", 0), self.link(2, "2.1", 0xFF)) == {}

    def test_is_silent_about_one_document_for_two_questions(self):
        one, other = self.link(1, "1.1", 5), self.link(1, "2.1", 5)

        assert self.found(one, other) == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("188.45/12/2025", "Nomor 188.45 - 12 / 2025", True),
        ("188.45/12", "188.45/12/2025", True),
        ("5 Tahun 2023", "Nomor 5 Tahun 2023", True),
        ("5 Tahun 2023", "15 Tahun 2023", False),
        ("188.45/012/2025", "188.45/12/2025", True),
        ("SK-7", "", False),
    ],
)
def test_knows_one_number_in_two_spellings(one, other, same):
    assert is_same_number(one, other) is same


def test_takes_the_surest_source_of_a_year():
    said = {"period_start": date(2024, 1, 1), "period_end": date(2025, 12, 31)}

    assert list_years(figures(title="Rekap 2019", **said)) == [2024, 2025]
    assert list_years(figures(title="Rekap 2019", reading={"found": Found(years=(2020,))})) == [2019]
    assert list_years(figures(title="Rekap", reading={"found": Found(years=(2020, 2021))})) == [2020, 2021]
    assert list_years(figures(title="Nomor 120250", signed_on=date(2022, 1, 1))) == [2022]
