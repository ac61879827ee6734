"""What the owners of sheets tell this room at start: who may touch a sheet of their kind, and what else its panel shows.

A round registers the subject kind "city", a checklist "kelurahan", an inspection "place": this room never imports them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.models import Sheet
    from paripurna.rooms.sheets.types import AnswerData, AnswerRow, Said, SavedPart, Step

Check = Callable[..., None]
BeforeStep = Callable[..., bool]
AfterStep = Callable[..., None]
CheckPerson = Callable[["User", "Sheet", date], None]
SavePart = Callable[..., "SavedPart"]  # (sheet, sent part, by=…, at=…)
Reasons = Mapping[str, Promise]
"""Code → label, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What somebody knows already about a question: a sentence with its source, and the answer it would be, as stored."""

    sentence: str
    data: AnswerData


def let_pass(sheet: Sheet, answer: AnswerRow, step: Step, said: Said, *, by: User, at: datetime) -> bool:
    """This function will let the step be taken: most kinds have no say in it."""
    return True


def tell_nobody(sheet: Sheet, question: str, step: Step, *, by: User, at: datetime) -> None:
    """This function will do nothing: most kinds tell nobody of a step."""


def let_see(user: User, sheet: Sheet, on: date) -> None:
    """This function will let the sheet be seen: most kinds are seen by everybody who sees the city."""


def share_all(sheet: Sheet, question: str) -> bool:
    """This function will keep nothing confidential but what a person says is."""
    return False


def know_nothing(sheet: Sheet, on: date) -> Mapping[str, Hint]:
    """This function will know of no hint."""
    return {}


@dataclass(frozen=True, slots=True)
class FillPart:
    """A form of the owner's own on the page where a sheet is filled: what was found, where and when, who signs.

    It stands beside its question, or before all of them (question ""). `is_last`: it stands at the end, is kept while it is
    written, and sent only when its button is pressed, after everything else of the sheet: it hands the sheet over.
    """

    key: str
    title: str
    template: str  # the fields alone; the form around them is the page's
    saved: SavedPart
    context: Mapping[str, Any] = field(default_factory=dict)  # as `part` in the template
    question: str = ""
    is_last: bool = False
    is_open: bool = True  # False: folded away until it is wanted


@dataclass(frozen=True, slots=True)
class Parts:
    """The forms of an owner, and the door that takes them.

    `save` writes one in one transaction and may be called twice with the same content: it raises `PartConflict` when a
    revision that the person has not seen stands, and any other `SheetError` with a sentence for what cannot be taken.
    """

    list_parts: Callable[[Sheet, User, date], Sequence[FillPart]]
    save: SavePart


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """One kind of subject. `check_open(sheet)` raises `SheetClosed` when its owner has frozen it; `check_stage_open(sheet, stage)` when that stage is.

    `before_step` is asked inside the transaction of every step, under the lock of the sheet, once right, revision and state
    are checked: it keeps what the owner wants kept, raises a `SheetError` to refuse, and returns False when the step waits for
    somebody else; then the answer stays as it is. Whichever door a step comes through, it passes here.

    `check_may_answer(user, sheet, on)` raises `NotAllowed` where the kind itself says who answers; without it, the network
    of agencies does, question by question. `check_may_view` raises `Stranger` for who may not know of the sheet.
    `is_filled_at_once`: it is small enough for one page, which a phone also keeps and fills without a network. The owner may
    add `parts` of its own to that page, and take photos of any question, not only of those that want proof. What is brought to
    a question that `is_confidential` is kept confidential whatever its form says.
    """

    code: str
    label: Promise
    check_open: Callable[[Sheet], None]
    check_stage_open: Callable[[Sheet, str], None]
    get_url: Callable[[Sheet, str], str]  # (sheet, question number or "") → page
    after_step: AfterStep = tell_nobody  # called inside the transaction of a step by a person
    before_step: BeforeStep = let_pass
    return_reasons: Reasons = field(default_factory=dict)  # why an answer is returned; empty: own words only
    mark_reasons: Reasons = field(default_factory=dict)  # why a mark is lower than the answer
    check_may_view: CheckPerson = let_see
    check_may_answer: CheckPerson | None = None
    list_hints: Callable[[Sheet, date], Mapping[str, Hint]] = know_nothing  # by question
    is_filled_at_once: bool = False
    parts: Parts | None = None
    takes_photos: bool = False
    is_confidential: Callable[[Sheet, str], bool] = share_all  # of what is brought as proof of a question
    manual: str = ""  # the page of the manual about filling it


@dataclass(frozen=True, slots=True)
class PanelSection:
    """A section of a question's panel that another room fills: proof, live fact, forecast.

    `get_context(sheet, number, user)` returns None to hide the section; a section may say what else its caller can hand in.
    """

    code: str
    title: Promise
    template: str
    get_context: Callable[..., Mapping[str, Any] | None]
    order: int = 100


@dataclass(frozen=True, slots=True)
class PhotoDoor:
    """Where a photo that proves an answer goes: an address of uploads, the words that travel with it, and what is asked first."""

    address: str
    words: Mapping[str, str]
    asked: str  # the word that the choice is sent under
    label: Promise
    choices: tuple[tuple[str, Promise], ...]


FindPhotoDoor = Callable[["Sheet", "User", date], PhotoDoor | None]

_KINDS: dict[str, SubjectKind] = {}
_SECTIONS: dict[str, PanelSection] = {}
_PHOTO_DOORS: list[FindPhotoDoor] = []


def register_subject_kind(kind: SubjectKind) -> None:
    _KINDS[kind.code] = kind


def get_subject_kind(code: str) -> SubjectKind:
    """This function will return the kind. Raises `KeyError` for one that no room registered."""
    return _KINDS[code]


def register_panel_section(section: PanelSection) -> None:
    _SECTIONS[section.code] = section


def register_photo_door(find: FindPhotoDoor) -> None:
    """This function will let a room above take the photos of a sheet that is filled at once; called at start."""
    if find not in _PHOTO_DOORS:
        _PHOTO_DOORS.append(find)


def find_photo_door(sheet: Sheet, user: User, on: date) -> PhotoDoor | None:
    """This function will return the door for this person's photos, or None where they may bring none."""
    return next((door for find in _PHOTO_DOORS if (door := find(sheet, user, on))), None)


def list_panel_sections() -> tuple[PanelSection, ...]:
    return tuple(sorted(_SECTIONS.values(), key=lambda section: (section.order, section.code)))
