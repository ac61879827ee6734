"""What a check found, and what a person said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.formats import format_date
from paripurna.rooms.evidence.proof.papers import Link, Setting

Value = str | int | date | Promise


class Severity(StrEnum):
    """How much a finding matters."""

    BLOCKS = "BLOCKS"  # the proof does not count until it is mended or waived
    WARNS = "WARNS"  # those who verify may stumble over it
    NOTES = "NOTES"  # worth knowing


SEVERITIES: Mapping[Severity, Promise] = {
    Severity.BLOCKS: _("must be mended"),
    Severity.WARNS: _("needs attention"),
    Severity.NOTES: _("note"),
}


SOMETHING = _("Something in its content needs to be looked at by those who may open it.")


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a finding does not count here."""

    id: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found. `evidence_id` None: of the question as a whole. `sentence` is said with `params`."""

    check: str
    severity: Severity
    sentence: Promise
    params: Mapping[str, Value] = field(default_factory=dict)
    evidence_id: int | None = None
    waiver: Waiver | None = None
    tells_content: bool = False

    @property
    def text(self) -> str:
        """The reason in plain words, in the language of the page."""
        return str(self.sentence) % {name: _say(value) for name, value in self.params.items()}

    @property
    def text_for_others(self) -> str:
        """The reason as those may read it who may not open the document."""
        return str(SOMETHING) if self.tells_content else self.text

    @property
    def counts(self) -> bool:
        return self.waiver is None

    @property
    def blocks(self) -> bool:
        return self.counts and self.severity is Severity.BLOCKS


def _say(value: Value) -> str:
    return format_date(value, get_language() or "id") if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class Check:
    """A thing that may be found. `sentence` says what and the remedy; `when` tells people beforehand when it is said."""

    code: str
    severity: Severity
    sentence: Promise
    when: Promise
    tells_content: bool = False  # the sentence repeats something of the document's content

    def find(self, link: Link, **params: Value) -> Finding:
        of_link = link.evidence_id
        return Finding(self.code, self.severity, self.sentence, params, of_link, tells_content=self.tells_content)

    def find_of_question(self, part: str, **params: Value) -> Finding:
        """A finding on the question as a whole; `part` tells those of one check apart, so that each is waived alone."""
        return Finding(f"{self.code}:{part}", self.severity, self.sentence, params)


LinkRule = Callable[[Link, Setting], Finding | None]
SheetRule = Callable[[Sequence[Link]], Iterable[Finding]]
"""Looks at all links of a sheet at once, computed once a sheet; the findings name the links that they are of."""
