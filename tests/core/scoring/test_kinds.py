"""Every kind: what an answer is worth, and how it is told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from paripurna.core.instrument.model import Polarity
from paripurna.core.instrument.rules import (
    Band,
    BandsRule,
    ChecklistRule,
    ChoiceRule,
    Column,
    CountRule,
    FreeRule,
    Item,
    LinearRule,
    MatrixRule,
    Option,
    RatioRule,
    Rule,
    RuleBase,
    TrendRule,
)
from paripurna.core.instrument.values import Change, Chosen, Counted, Measured, Rows, Share, Ticked
from paripurna.core.scoring import score
from paripurna.core.scoring.kinds import KINDS
from paripurna.core.scoring.result import Basis, ContradictionKind, QuestionScore
from tests.core.scoring.building import D, build_question, build_single

CHOICE = ChoiceRule(
    options=(
        Option(code="perda", label={"id": "Perda", "en": "By-law"}, points=D(10)),
        Option(code="edaran", label="Surat edaran", points=D("2.505")),
    )
)
CHECKLIST = ChecklistRule(
    items=(
        Item(code="a", label="Tim", points=D(4), mandatory=True),
        Item(code="b", label="SOP", points=D(5)),
        Item(code="c", label="Dana", points=D(3)),
    )
)
QUARTERS = (
    Band(high=D(25), points=D(0)),
    Band(low=D(25), high=D(50), points=D("2.5")),
    Band(low=D(50), high=D(75), points=D(5)),
    Band(low=D(75), points=D(10)),
)
UP_TO = (
    Band(high=D(0), high_included=True, points=D(0)),
    Band(low=D(0), high=D(3), low_included=False, high_included=True, points=D(4)),
    Band(low=D(3), low_included=False, points=D(10)),
)
BANDS = BandsRule(unit="%", bands=QUARTERS)
COUNT = CountRule(unit="lembaga", bands=UP_TO)
MATRIX = MatrixRule(
    columns=(Column(code="nama", label="Nama", required=True), Column(code="ket", label="Ket")), bands=UP_TO
)
LOOSE_MATRIX = MatrixRule(columns=(Column(code="nama", label="Nama"), Column(code="ket", label="Ket")), bands=UP_TO)
LINEAR = LinearRule(unit="%", zero_at=D(20), full_at=D(80))
REVERSED = LinearRule(unit="kasus", zero_at=D(30), full_at=D(0))
RATIO = RatioRule(bands=QUARTERS)
RATIO_LINE = RatioRule(zero_at=D(0), full_at=D(90))
TREND = TrendRule(improved=D(10), steady=D(6), worsened=D(1))
REFERENCE = TrendRule(improved=D(10), steady=D(6), worsened=D(1), reference=D(50))
FREE = FreeRule()
LESS = {"polarity": Polarity.LESS_IS_BETTER}


def _change(current: str, earlier: str | None = None, reference: str | None = None) -> Change:
    return Change(D(current), None if earlier is None else D(earlier), None if reference is None else D(reference))


def _share(numerator: str, denominator: str) -> Share:
    return Share(D(numerator), D(denominator))


def _score(rule: RuleBase, answer: Any, **more: Any) -> tuple[QuestionScore, str]:
    """The question's score and what was refused."""
    result = score(build_single(build_question("1", rule, **more)), answers={"1": answer}, explain=True)
    refused = [one.detail for one in result.contradictions if one.kind is not ContradictionKind.MISSING_ANSWER]
    return result.questions["1"], "".join(refused)


WORTH = [
    (CHOICE, Chosen("perda"), {}, "10.00"),
    (CHOICE, Chosen("edaran"), {}, "2.51"),
    (CHOICE, Chosen("perda"), {"max_points": 7}, "7.00"),
    (CHECKLIST, Ticked(frozenset("ab")), {}, "9.00"),
    (CHECKLIST, Ticked(frozenset("abc")), {}, "10.00"),
    (CHECKLIST, Ticked(frozenset("bc")), {}, "0.00"),
    (CHECKLIST.model_copy(update={"cap": D(6)}), Ticked(frozenset("ab")), {}, "6.00"),
    (BANDS, Measured(D("24.99")), {}, "0.00"),
    (BANDS, Measured(D(25)), {}, "2.50"),
    (BANDS, Measured(D(-1)), {}, "0.00"),
    (BANDS, Measured(D(100)), {}, "10.00"),
    (COUNT, Counted(0), {}, "0.00"),
    (COUNT, Counted(3), {}, "4.00"),
    (COUNT, Counted(4), {}, "10.00"),
    (MATRIX, Rows(({"nama": "PT A"}, {"nama": " ", "ket": "x"}, {"ket": "y"})), {}, "4.00"),
    (MATRIX, Rows(()), {}, "0.00"),
    (LOOSE_MATRIX, Rows(({"nama": "A"}, {"ket": "x"}, {"ket": "y"}, {"nama": "B"}, {"nama": " "})), {}, "10.00"),
    (LINEAR, Measured(D(20)), {}, "0.00"),
    (LINEAR, Measured(D(40)), {}, "3.33"),
    (LINEAR, Measured(D(60)), {}, "6.67"),
    (LINEAR, Measured(D(100)), {}, "10.00"),
    (LINEAR, Measured(D(-5)), {}, "0.00"),
    (LINEAR, Measured(D("1E+50")), {}, "10.00"),
    (REVERSED, Measured(D(12)), LESS, "6.00"),
    (REVERSED, Measured(D(45)), LESS, "0.00"),
    (LinearRule(zero_at=D(5), full_at=D(5)), Measured(D(5)), {}, "10.00"),
    (LinearRule(zero_at=D(5), full_at=D(5)), Measured(D("4.99")), {}, "0.00"),
    (RATIO, _share("1", "4"), {}, "2.50"),
    (RATIO, _share("2", "3"), {}, "5.00"),
    (RATIO, _share("5", "3"), {}, "10.00"),
    (RATIO_LINE, _share("62", "80"), {}, "8.61"),
    (TREND, _change("12.1", "12"), {}, "10.00"),
    (TREND, _change("12", "12"), {}, "6.00"),
    (TREND, _change("11.9", "12"), {}, "1.00"),
    (TREND, _change("12.1", "12"), LESS, "1.00"),
    (TREND, _change("11.9", "12"), LESS, "10.00"),
    (TREND, _change("11", "12", "11"), {}, "10.00"),
    (TREND, _change("11", None, "12"), {}, "1.00"),
    (TREND, _change("13", "12", "14"), {}, "10.00"),
    (REFERENCE, _change("50", "60"), {}, "10.00"),
    (REFERENCE, _change("49", "60", "40"), {}, "1.00"),
    (REFERENCE, _change("50", "40"), LESS, "10.00"),
    (FREE, Measured(D("7.125")), {}, "7.13"),
    (FREE, Measured(D("0.334")), {"max_points": "0.335"}, "0.33"),
    (FREE, Measured(D("0.335")), {"max_points": "0.335"}, "0.33"),
]
REFUSED = [
    (CHOICE, Chosen("lain"), "option:not_an_option"),
    (CHOICE, Chosen(["perda"]), "answer:unreadable"),  # type: ignore[arg-type]
    (CHOICE, Counted(1), "answer:of_another_kind"),
    (CHOICE, "perda", "answer:of_another_kind"),
    (CHECKLIST, Ticked(frozenset("axz")), "items:not_an_item"),
    (BANDS, Measured(D("NaN")), "value:not_a_number"),
    (BANDS, Measured("5"), "value:not_a_number"),  # type: ignore[arg-type]
    (BandsRule(bands=QUARTERS[1:]), Measured(D(3)), "value:outside_bands"),
    (COUNT, Counted(-1), "count:not_a_count"),
    (COUNT, Counted(True), "count:not_a_count"),
    (MATRIX, Rows(7), "answer:unreadable"),  # type: ignore[arg-type]
    (MATRIX, Rows(({"nama": 5},)), "answer:unreadable"),  # type: ignore[dict-item]
    (LINEAR, Measured(D("Infinity")), "value:not_a_number"),
    (RATIO, _share("1", "0"), "denominator:not_above_zero"),
    (RATIO, _share("-1", "4"), "numerator:below_zero"),
    (RATIO, _share("1E+999999", "4"), "answer:unreadable"),
    (TREND, _change("12"), "earlier:nothing_to_compare"),
    (TREND, _change("12", "sNaN"), "earlier:not_a_number"),
    (TREND, _change("12", None, "NaN"), "reference:not_a_number"),
    (FREE, Measured(D("10.01")), "value:above_maximum"),
    (FREE, Measured(D("-0.01")), "value:below_zero"),
]


def _name(case: object) -> str:
    text = str(case)[:50]
    return getattr(case, "kind", "") or (
        type(case).__name__ if "frozenset" in text else text
    )  # a set has no fixed order


class TestPoints:
    @pytest.mark.parametrize(("rule", "answer", "more", "points"), WORTH, ids=_name)
    def test_are_what_the_rule_says(self, rule: Rule, answer: object, more: dict[str, Any], points: str) -> None:
        found, refused = _score(rule, answer, **more)

        assert (found.points, refused) == (Decimal(points), "")
        assert found.basis is Basis.RULE
        assert found.standing is rule.standing

    @pytest.mark.parametrize(("rule", "answer", "detail"), REFUSED, ids=_name)
    def test_are_refused_with_a_reason(self, rule: Rule, answer: object, detail: str) -> None:
        found, refused = _score(rule, answer)

        assert (found.points, found.basis, refused) == (Decimal("0.00"), Basis.REFUSED, detail)

    def test_are_known_for_every_rule(self) -> None:
        assert set(KINDS) == set(RuleBase.__subclasses__())


TOLD = [
    (
        CHOICE,
        Chosen("perda"),
        ["Pilihan “Perda” bernilai 10 dari maksimum 10."],
        ["The option “By-law” is worth 10 of at most 10."],
    ),
    (
        CHOICE,
        Chosen("edaran"),
        [
            "Pilihan “Surat edaran” bernilai 2,505 dari maksimum 10.",
            "2,505 dibulatkan ke perseratus terdekat (setengah ke atas): 2,51.",
        ],
        ["The option “Surat edaran” is worth 2.505 of at most 10.", "2.505 rounded half-up to hundredths: 2.51."],
    ),
    (
        CHECKLIST,
        Ticked(frozenset("abc")),
        [
            "“Tim” terpenuhi: 4.",
            "“SOP” terpenuhi: 5.",
            "“Dana” terpenuhi: 3.",
            "3 dari 3 komponen terpenuhi: jumlahnya 12.",
            "Dibatasi paling banyak 10.",
        ],
        [
            "“Tim” is met: 4.",
            "“SOP” is met: 5.",
            "“Dana” is met: 3.",
            "3 of 3 components are met: together 12.",
            "Cut at 10 at most.",
        ],
    ),
    (
        CHECKLIST,
        Ticked(frozenset("b")),
        [
            "“SOP” terpenuhi: 5.",
            "1 dari 3 komponen terpenuhi: jumlahnya 5.",
            "Komponen wajib “Tim” tidak terpenuhi: pertanyaan ini bernilai 0.",
        ],
        [
            "“SOP” is met: 5.",
            "1 of 3 components are met: together 5.",
            "The mandatory component “Tim” is missing: this question is worth 0.",
        ],
    ),
    (
        CHECKLIST,
        Ticked(frozenset("a")),
        ["“Tim” terpenuhi: 4.", "1 dari 3 komponen terpenuhi: jumlahnya 4."],
        ["“Tim” is met: 4.", "1 of 3 components are met: together 4."],
    ),
    (
        BANDS,
        Measured(D("62.5")),
        ["62,5 % berada pada rentang ≥ 50 dan < 75: bernilai 5 dari maksimum 10."],
        ["62.5 % lies in the band ≥ 50 and < 75: worth 5 of at most 10."],
    ),
    (
        COUNT,
        Counted(1200),
        ["1.200 lembaga berada pada rentang > 3: bernilai 10 dari maksimum 10."],
        ["1,200 lembaga lies in the band > 3: worth 10 of at most 10."],
    ),
    (
        CountRule(bands=(Band(points=D(3)),)),
        Counted(2),
        ["2 berada pada rentang berapa pun: bernilai 3 dari maksimum 10."],
        ["2 lies in the band any number: worth 3 of at most 10."],
    ),
    (
        MATRIX,
        Rows(({"nama": "PT A"}, {"ket": "x"})),
        [
            "1 dari 2 baris terisi lengkap dan dihitung.",
            "1 baris berada pada rentang > 0 dan ≤ 3: bernilai 4 dari maksimum 10.",
        ],
        ["1 of 2 rows are complete and counted.", "1 rows lies in the band > 0 and ≤ 3: worth 4 of at most 10."],
    ),
    (
        LINEAR,
        Measured(D(40)),
        [
            "40 % antara 20 (nilai 0) dan 80 (nilai penuh 10): bernilai 3,3333.",
            "3,3333 dibulatkan ke perseratus terdekat (setengah ke atas): 3,33.",
        ],
        [
            "40 % between 20 (worth 0) and 80 (worth the full 10): worth 3.3333.",
            "3.3333 rounded half-up to hundredths: 3.33.",
        ],
    ),
    (
        RATIO,
        _share("62", "80"),
        ["62 ÷ 80 × 100 = 77,5 %.", "77,5 % berada pada rentang ≥ 75: bernilai 10 dari maksimum 10."],
        ["62 ÷ 80 × 100 = 77.5 %.", "77.5 % lies in the band ≥ 75: worth 10 of at most 10."],
    ),
    (
        RATIO_LINE,
        _share("45", "80"),
        ["45 ÷ 80 × 100 = 56,25 %.", "56,25 % antara 0 (nilai 0) dan 90 (nilai penuh 10): bernilai 6,25."],
        ["45 ÷ 80 × 100 = 56.25 %.", "56.25 % between 0 (worth 0) and 90 (worth the full 10): worth 6.25."],
    ),
    (
        TREND,
        _change("12", "13"),
        ["Angka 12 dibandingkan 13 pada periode sebelumnya (makin banyak makin baik): memburuk, bernilai 1."],
        ["The figure 12 against 13 in the earlier period (more is better): worse, worth 1."],
    ),
    (
        REFERENCE,
        _change("49", "60"),
        [
            "Angka 49 belum mencapai acuan 50 (makin banyak makin baik).",
            "Angka 49 dibandingkan 60 pada periode sebelumnya (makin banyak makin baik): memburuk, bernilai 1.",
        ],
        [
            "The figure 49 does not reach the reference 50 (more is better).",
            "The figure 49 against 60 in the earlier period (more is better): worse, worth 1.",
        ],
    ),
    (
        REFERENCE,
        _change("49"),
        [
            "Angka 49 belum mencapai acuan 50 (makin banyak makin baik).",
            "Tidak ada angka periode sebelumnya untuk dibandingkan: bernilai 1.",
        ],
        [
            "The figure 49 does not reach the reference 50 (more is better).",
            "There is no figure of an earlier period to compare with: worth 1.",
        ],
    ),
    (
        REFERENCE,
        _change("50"),
        ["Angka 50 sama atau lebih baik daripada acuan 50 (makin banyak makin baik): bernilai 10."],
        ["The figure 50 is equal to or better than the reference 50 (more is better): worth 10."],
    ),
    (
        FREE,
        Measured(D("7.5")),
        ["Nilai bebas 7,5 dari maksimum 10: langkah penilaiannya belum diketahui."],
        ["A free mark of 7.5 of at most 10: the steps of this question are not known."],
    ),
]


class TestSteps:
    @pytest.mark.parametrize(("rule", "answer", "indonesian", "english"), TOLD, ids=_name)
    def test_tell_the_numbers(self, rule: Rule, answer: object, indonesian: list[str], english: list[str]) -> None:
        found, _ = _score(rule, answer)

        texts = [step.text for step in found.steps[:-1]]  # the last one says where the rule comes from
        assert [text.id for text in texts] == indonesian
        assert [text.en for text in texts] == english

    def test_tell_the_polarity(self) -> None:
        found, _ = _score(TREND, _change("12", "13"), **LESS)

        assert found.steps[0].text.en.endswith("(less is better): better, worth 10.")

    def test_tell_a_cut_at_the_maximum(self) -> None:
        found, _ = _score(CHOICE, Chosen("perda"), max_points=7)

        assert found.steps[1].text.id == "10 dibatasi pada maksimum pertanyaan: 7."

    def test_survive_an_endless_number(self) -> None:
        found, _ = _score(LINEAR, Measured(D("1E+50")))

        assert found.steps[0].points == 10
