"""Choices: of a list, of an agency, of subjects, of another entry, yes or no."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import text_of
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.registers.kinds.contract import Frame, Kind
from paripurna.rooms.registers.subjects import find_subject, group_subjects, name_subjects

if TYPE_CHECKING:
    from paripurna.rooms.registers.description import Register

_YES = frozenset({"ya", "y", "yes", "true", "1", "x", "✓", "v", "ada", "on", "sudah"})
_NO = frozenset({"tidak", "t", "n", "no", "false", "0", "-", "belum", "off"})


@dataclass(frozen=True)
class ChoiceKind(Kind):
    """One of a list. `words` are what people write besides codes and labels: "perwali" → PERKADA."""

    choices: type[models.TextChoices] = models.TextChoices
    words: Mapping[str, str] = field(default_factory=dict)

    def read(self, cell: Any, frame: Frame) -> str:
        found = _words_of(self.choices, tuple(self.words.items())).get(fold_word(text_of(cell)))
        if found is None:
            labels = ", ".join(str(label) for label in self.choices.labels)
            remedy = gettext("Write one of: %(choices)s.") % {"choices": labels}
            raise BadCell(gettext("“%(text)s” is not on the list.") % {"text": text_of(cell)[:60]}, remedy)
        return found

    def tell(self, value: str, frame: Frame) -> str:
        return str(self.choices(value).label)

    def fill(self, value: str, frame: Frame) -> str:
        return value

    def widget(self, frame: Frame) -> forms.Widget:
        return forms.Select(choices=[("", "—"), *self.choices.choices])


def _words_of(choices: type[models.TextChoices], more: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    key = (choices, tuple(more))
    if key not in _WORDS:
        words = {fold_word(word): value for word, value in more}
        for language in ("id", "en"):
            with override(language):
                words |= {fold_word(str(choice.label)): choice.value for choice in choices}
        _WORDS[key] = words | {fold_word(choice.value): choice.value for choice in choices}
    return _WORDS[key]


_WORDS: dict[Any, Mapping[str, str]] = {}


@dataclass(frozen=True)
class AgencyKind(Kind):
    """An agency of the city, by its id: written as its code, abbreviation or name."""

    remedy: ClassVar[Promise] = _("Write the abbreviation as on the page of agencies, for example DINKES.")

    @property
    def empty(self) -> None:
        return None

    def read(self, cell: Any, frame: Frame) -> int:
        text = fold_word(text_of(cell))
        offered = [agency for agency in frame.offered_agencies if text in names_of(agency)]
        if offered:
            return offered[0].id
        if any(text in names_of(agency) for agency in frame.agencies.values()):
            sentence = _("“%(text)s” is not an agency whose entries you keep.")
            raise BadCell(sentence % {"text": text_of(cell)[:60]}, _("Choose your own agency, or ask the secretariat."))
        raise BadCell(_("The city has no agency “%(text)s”.") % {"text": text_of(cell)[:60]}, self.remedy)

    def tell(self, value: int, frame: Frame) -> str:
        return frame.agencies[value].abbreviation

    def fill(self, value: int, frame: Frame) -> str:
        return frame.agencies[value].code

    def write(self, value: int, frame: Frame) -> str:
        return frame.agencies[value].abbreviation

    def widget(self, frame: Frame) -> forms.Widget:
        choices = [(one.code, f"{one.abbreviation} · {one.name}") for one in frame.offered_agencies]
        return forms.Select(choices=choices if len(choices) == 1 else [("", "—"), *choices])


def names_of(agency: AgencyRef) -> set[str]:
    """This function will return everything by which a cell may mean an agency, folded."""
    return {fold_word(agency.code), fold_word(agency.abbreviation), fold_word(agency.name)}


class SubjectsWidget(forms.CheckboxSelectMultiple):
    """The subjects under their strands, each strand folded away until one of its subjects is chosen."""

    template_name = "registers/subjects_widget.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        chosen = [sum(option["selected"] for option in options) for _label, options, _index in groups]
        return context | {
            "groups": [(label, options, count) for (label, options, _), count in zip(groups, chosen, strict=True)]
        }


@dataclass(frozen=True)
class SubjectsKind(Kind):
    """Any number of subjects: their codes."""

    remedy: ClassVar[Promise] = _("Write subjects as in the form, with a semicolon between them.")

    @property
    def empty(self) -> list[str]:
        return []

    def read(self, cell: Any, frame: Frame) -> list[str]:
        words = [str(word) for word in cell] if isinstance(cell, list | tuple) else _split(text_of(cell))
        found = []
        for word in words:
            subject = find_subject(word)
            if subject is None:
                raise BadCell(_("“%(text)s” is no subject of the registers.") % {"text": word[:60]}, self.remedy)
            found.append(subject.code)
        return list(dict.fromkeys(found))

    def tell(self, value: list[str], frame: Frame) -> str:
        return " · ".join(name_subjects(value))

    def write(self, value: list[str], frame: Frame) -> str:
        return "; ".join(name_subjects(value))

    def fill(self, value: list[str], frame: Frame) -> list[str]:
        return value

    def widget(self, frame: Frame) -> forms.Widget:
        choices = [(strand.name, [(one.code, one.name) for one in found]) for strand, found in group_subjects()]
        return SubjectsWidget(choices=choices)


def _split(text: str) -> list[str]:
    """A label may hold a comma, so commas part subjects only where the whole is none."""
    parts = [part.strip() for part in re.split(r"[;|\n]", text)]
    split = [[part] if find_subject(part) else part.split(",") for part in parts]
    return [word.strip() for words in split for word in words if word.strip()]


@dataclass(frozen=True, kw_only=True)
class EntryKind(Kind):
    """Another entry of a register, by its id: written as it is called."""

    register: Callable[[], Register]
    remedy: ClassVar[Promise] = _("Write it as it is called in the list, or leave the cell empty and choose it later.")

    @property
    def empty(self) -> None:
        return None

    def read(self, cell: Any, frame: Frame) -> int:
        titles, text = frame.titles(self.register()), text_of(cell)
        if text.isdecimal() and int(text) in titles:
            return int(text)
        found = [key for key, title in titles.items() if fold_word(title) == fold_word(text)]
        if len(found) != 1:
            raise BadCell(_("The register has no “%(text)s”.") % {"text": text[:60]}, self.remedy)
        return found[0]

    def tell(self, value: int, frame: Frame) -> str:
        return frame.titles(self.register()).get(value, "–")

    def fill(self, value: int, frame: Frame) -> str:
        return str(value)

    def widget(self, frame: Frame) -> forms.Widget:
        return forms.Select(
            choices=[("", "—"), *((str(key), title) for key, title in frame.titles(self.register()).items())]
        )


@dataclass(frozen=True)
class FlagKind(Kind):
    """Yes or no."""

    remedy: ClassVar[Promise] = _("Write ya or tidak.")

    @property
    def empty(self) -> bool:
        return False

    def read(self, cell: Any, frame: Frame) -> bool:
        if isinstance(cell, bool):
            return cell
        word = text_of(cell).casefold()
        if word not in _YES | _NO:
            raise BadCell(_("“%(text)s” is neither yes nor no.") % {"text": word[:40]}, self.remedy)
        return word in _YES

    def tell(self, value: bool, frame: Frame) -> str:  # noqa: FBT001 - as every kind takes its value
        return gettext("Yes") if value else gettext("No")

    def write(self, value: bool, frame: Frame) -> str:  # noqa: FBT001
        return "ya" if value else "tidak"

    def fill(self, value: bool, frame: Frame) -> bool:  # noqa: FBT001
        return value

    def widget(self, frame: Frame) -> forms.Widget:
        return forms.CheckboxInput()


def fold_word(text: str) -> str:
    """This function will return words without case, marks and odd spaces."""
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()
