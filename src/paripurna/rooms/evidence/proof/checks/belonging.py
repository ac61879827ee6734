"""Is the paper about this city and this question, and of the kind and agency that are asked for?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.findings import Check, Finding, LinkRule, Severity
from paripurna.rooms.evidence.proof.papers import Link, Setting
from paripurna.rooms.evidence.proof.words import LEAST_SHARE, share_said, words_of
from paripurna.rooms.evidence.types import DocumentKind

WRONG_KIND = Check(
    "wrong_kind",
    Severity.BLOCKS,
    _(
        "A document of the kind “%(document)s” is not what is asked for as “%(kind)s”. Link it as another kind, or bring another."
    ),
    _("The kind of the document is not among those that may be the proof it is linked as."),
)
REGION_ELSEWHERE = Check(
    "region_elsewhere",
    Severity.BLOCKS,
    _("Its page says that it is about another region. Link the one about %(city)s."),
    _("The region written on the document's page is outside the city."),
)
OTHER_REGION_NAMED = Check(
    "other_region_named",
    Severity.WARNS,
    _("Its text names %(region)s and never %(city)s. Look whether it is the right file."),
    _("The text names another kabupaten or kota and not this one."),
    tells_content=True,
)
OTHER_AGENCY = Check(
    "other_agency",
    Severity.NOTES,
    _("It belongs to an agency that does not answer for this question. Say in the note how it proves the answer."),
    _("The document's agency is not among those responsible, and the link bears no note."),
)
TITLE_UNLIKE = Check(
    "title_unlike",
    Severity.WARNS,
    _(
        "Its title and summary share no word that matters with the question. Look whether it is linked to the right one."
    ),
    _("Title, summary and question say too little in common."),
)
SAYS_LITTLE = {DocumentKind.PHOTO, DocumentKind.FACT_TABLE}  # often called IMG_0412


def check_kind(link: Link, setting: Setting) -> Finding | None:
    """A photo is no decree."""
    if setting.overlay.may_prove(link.paper.kind, link.kind):
        return None
    return WRONG_KIND.find(link, document=link.paper.kind.label, kind=setting.label_of(link.kind))


def check_region(link: Link, setting: Setting) -> Finding | None:
    """What a person said of the region goes before what the text names."""
    if not setting.city_code:
        return None
    if link.paper.region_code:
        return None if setting.is_here(link.paper.region_code) else REGION_ELSEWHERE.find(link, city=setting.city_name)
    named = link.paper.reading.found.regions
    if not named or any(setting.is_here(region.code) for region in named):
        return None
    return OTHER_REGION_NAMED.find(link, region=named[0].name, city=setting.city_name)


def check_agency(link: Link, setting: Setting) -> Finding | None:
    """A paper of a stranger to the question proves something only where somebody says what."""
    if not setting.agency_ids or link.paper.agency_id in setting.agency_ids or link.note.strip():
        return None
    return OTHER_AGENCY.find(link)


def check_title(link: Link, setting: Setting) -> Finding | None:
    """A title that has nothing to do with the question was perhaps linked one line too far."""
    paper = link.paper
    if not setting.words or paper.kind in SAYS_LITTLE:
        return None
    said = words_of(f"{paper.title} {paper.summary}")
    return TITLE_UNLIKE.find(link) if said and share_said(said, setting.words) < LEAST_SHARE else None


CHECKS = (WRONG_KIND, REGION_ELSEWHERE, OTHER_REGION_NAMED, OTHER_AGENCY, TITLE_UNLIKE)
RULES: tuple[LinkRule, ...] = (check_kind, check_region, check_agency, check_title)
