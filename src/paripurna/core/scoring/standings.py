"""How far a rule may be trusted, said with its source."""

from __future__ import annotations

from paripurna.core.instrument.rules import RuleBase
from paripurna.core.instrument.text import Standing, Text
from paripurna.core.scoring.result import Step

STANDINGS = {
    Standing.OFFICIAL: Text(id="Aturan resmi. Sumber: {source}", en="An official rule. Source: {source}"),
    Standing.INFERRED: Text(
        id="Aturan perkiraan, bukan terbitan resmi. Sumber: {source}",
        en="An inferred rule, not published. Source: {source}",
    ),
    Standing.UNKNOWN: Text(
        id="Aturan aslinya belum diketahui. Sumber: {source}",
        en="The real rule is not known. Source: {source}",
    ),
    Standing.LOCAL: Text(
        id="Aturan ditetapkan daerah dalam revisi lokal. Sumber: {source}",
        en="A rule set by the city in a local revision. Source: {source}",
    ),
}
NO_SOURCE = Text(id="tidak disebutkan", en="not given")


def build_standing_step(rule: RuleBase) -> Step:
    """This function will return the line that says where a rule comes from, by the codes of the edition's sources.

    Their full text is long and the same on every line: whoever shows the line shows it once.
    """
    codes = [code.strip() for code in rule.source.split("+") if code.strip()]
    return Step(STANDINGS[rule.standing], {"source": ", ".join(codes) or NO_SOURCE})
