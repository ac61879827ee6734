"""What this room registers at start: its registers, sentences of the audit, names of subjects, navigation and search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.homes import register_home
from paripurna.platform.access.types import Permission
from paripurna.platform.audit.types import Label, register_subject, register_verb
from paripurna.platform.facts.registry import register_source
from paripurna.platform.ui.registry import (
    Hit,
    Item,
    Search,
    Section,
    register_navigation,
    register_search,
    register_section,
)
from paripurna.rooms.network.registry import register_decree_keeper
from paripurna.rooms.registers import facts, queries
from paripurna.rooms.registers.budget import BUDGET
from paripurna.rooms.registers.checklists import telling as checklists
from paripurna.rooms.registers.decrees import KEEPER
from paripurna.rooms.registers.description import find_register_by_code, list_registers, register_register
from paripurna.rooms.registers.figures.description import FIGURES
from paripurna.rooms.registers.figures.facts import SOURCES as FIGURE_SOURCES
from paripurna.rooms.registers.innovations import INNOVATIONS
from paripurna.rooms.registers.pages.listing import entry_url
from paripurna.rooms.registers.partnerships.description import PARTNERSHIPS
from paripurna.rooms.registers.partnerships.facts import SOURCES as PARTNERSHIP_SOURCES
from paripurna.rooms.registers.queries import Asked
from paripurna.rooms.registers.regulations import REGULATIONS
from paripurna.rooms.registers.trainings.description import STAFFING, TRAININGS
from paripurna.rooms.registers.trainings.facts import SOURCES as TRAINING_SOURCES

SOURCES = (*facts.SOURCES, *TRAINING_SOURCES, *PARTNERSHIP_SOURCES, *FIGURE_SOURCES)
REGISTERS = (REGULATIONS, BUDGET, TRAININGS, STAFFING, PARTNERSHIPS, INNOVATIONS, FIGURES)
VERBS = {
    "registers.entry_added": _("%(person)s added %(subject)s"),
    "registers.entry_changed": _("%(person)s changed %(subject)s (%(fields)s)"),
    "registers.entry_restored": _("%(person)s set %(subject)s back to an earlier state (%(fields)s)"),
    "registers.entry_withdrawn": _("%(person)s withdrew %(subject)s"),
    "registers.entry_returned": _("%(person)s took %(subject)s back in"),
    "registers.document_attached": _("%(person)s attached %(document)s to %(subject)s"),
    "registers.document_detached": _("%(person)s detached %(document)s from %(subject)s"),
    "registers.import_begun": _("%(person)s began an import into %(subject)s"),
    "registers.participants_added": _("%(person)s entered %(count)s participants of %(subject)s"),
    "registers.participants_removed": _("%(person)s took %(count)s participants out of %(subject)s"),
    "registers.participants_left": _("%(person)s noted that %(count)s participants of %(subject)s left their posts"),
    "registers.participants_stayed": _("%(person)s took back that %(count)s participants of %(subject)s left"),
    "registers.participants_erased": _(
        "The names of %(count)s participants of %(subject)s were deleted: time was over"
    ),
    "registers.delivery_added": _("%(person)s noted a delivery of %(subject)s"),
    "registers.delivery_reported": _("%(person)s reported a delivery of %(subject)s for the partner"),
    "registers.delivery_confirmed": _("%(person)s confirmed a delivery of %(subject)s"),
    "registers.delivery_removed": _("%(person)s took a delivery out of %(subject)s"),
    "registers.figures_written": _("%(person)s wrote %(count)s figures of %(subject)s"),
    "registers.figures_removed": _("%(person)s took %(count)s figures out of %(subject)s"),
    "registers.import_done": _("%(person)s imported into %(subject)s: %(added)s added, %(changed)s changed"),
}


def register() -> None:
    """This function will register everything; called once at start."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_subject("registers.entry", name_entries)
    register_subject("registers.register", name_registers)
    register_section(Section("registers", _("Program data"), "database", 45))
    for one in REGISTERS:
        register_register(one)
        parts = (("register", one.slug),)
        register_navigation(
            Item(
                "registers",
                one.label,
                "registers:entry_list",
                Permission.CITY_VIEW,
                one.order,
                icon=one.icon,
                parts=parts,
            )
        )
    register_navigation(
        Item("registers", _("All registers"), "registers:front", Permission.CITY_VIEW, 0, icon="database")
    )
    register_home(Permission.PARTNERSHIP_OWN, "registers:own_promises")
    register_decree_keeper(KEEPER)
    for source in SOURCES:
        register_source(source)
    checklists.register()
    register_navigation(
        Item(
            "registers", _("Profile of children"), "registers:child_profile", Permission.CITY_VIEW, 65, icon="chart-bar"
        )
    )
    register_navigation(
        Item(
            "registers", _("Our promises"), "registers:own_promises", Permission.PARTNERSHIP_OWN, 45, icon="certificate"
        )
    )
    register_search(Search("registers.entries", _("Program data"), find_hits, Permission.CITY_VIEW, order=35))


def find_hits(request: HttpRequest, words: str, limit: int) -> list[Hit]:
    """This function will find entries of every register, for the search of the top bar."""
    city = request.city  # type: ignore[attr-defined]
    asked = Asked(text=words)
    found = [(one, entry) for one in list_registers() for entry in queries.list_entries(one, city, asked)[:limit]]
    hits = [Hit(one.title(entry), entry_url(one, entry, city), str(one.label)) for one, entry in found]
    return hits[:limit]


def name_entries(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return what each entry is called, and its page."""
    return dict(_name_entries(keys))


def _name_entries(keys: Sequence[str]) -> Iterator[tuple[str, Label]]:
    codes: dict[str, list[str]] = {}
    for key in keys:
        register, _dot, code = key.partition(".")
        codes.setdefault(register, []).append(code)
    for name, wanted in codes.items():
        if (one := find_register_by_code(name)) is not None:
            for entry, _slug in queries.name_entries(one, wanted):
                yield f"{name}.{entry.code}", Label(one.title(entry), entry_url(one, entry, entry.city))


def name_registers(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return the names of registers."""
    found = {key: find_register_by_code(key) for key in keys}
    return {key: Label(str(one.label)) for key, one in found.items() if one is not None}
