"""Telling events as sentences: people and subjects get their names only here, when somebody reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paripurna.platform.accounts.models import User
from paripurna.platform.audit.models import Event
from paripurna.platform.audit.types import EventLine, Label, UnknownVerb, find_resolver, sentence_of
from paripurna.platform.ui.formats import format_date

PERSON = "person"
SYSTEM = "system"
UNKNOWN = "…"
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
FIGURES = frozenset({"points"})  # details that are numbers, and written as the reader writes them


class Values(dict[str, str]):
    """Values of a sentence, where a placeholder that an old event lacks shows as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return UNKNOWN


def tell(events: Sequence[Event]) -> tuple[EventLine, ...]:
    """This function will tell events as sentences, with one lookup for each kind of thing they name."""
    labels = _resolve(_references(events))
    return tuple(_line(event, labels) for event in events)


def resolve_people(codes: Sequence[str]) -> Mapping[str, Label]:
    """This function will name people by their codes; it is the resolver of "person:<code>"."""
    people = User.objects.filter(code__in=codes)
    return {str(person.code): Label(str(person)) for person in people}


def _line(event: Event, labels: Mapping[str, Label]) -> EventLine:
    person = labels[_actor(event)].text
    subject = labels[event.subject]
    details = {key: _figure(value) if key in FIGURES else _told(value, labels) for key, value in event.details.items()}
    values = Values(details | {"person": person, "subject": subject.text})
    return EventLine(event.position, event.at, event.verb, _sentence(event.verb, values), person, subject)


def _sentence(verb: str, values: Values) -> str:
    try:
        return str(sentence_of(verb)) % values
    except UnknownVerb:
        return _("%(person)s: %(verb)s (%(subject)s)") % {**values, "verb": verb}


def _told(value: object, labels: Mapping[str, Label]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_told(item, labels) for item in value)
    text = str(value)
    if text in labels:
        return labels[text].text
    return format_date(date.fromisoformat(text), get_language() or "id") if _DAY.fullmatch(text) else text


def _figure(value: object) -> str:
    return number_format(str(value), use_l10n=True)


def _references(events: Iterable[Event]) -> set[str]:
    found: set[str] = set()
    for event in events:
        found |= {_actor(event), event.subject}
        for value in event.details.values():
            items = value if isinstance(value, list) else [value]
            found |= {item for item in items if isinstance(item, str) and find_resolver(item.partition(":")[0])}
    return found


def _actor(event: Event) -> str:
    return event.actor if event.actor.startswith(SYSTEM) else f"{PERSON}:{event.actor}"


def _resolve(references: Iterable[str]) -> dict[str, Label]:
    keys: dict[str, list[str]] = defaultdict(list)
    for reference in references:
        kind, _colon, key = reference.partition(":")
        keys[kind].append(key)
    return {f"{kind}:{key}".rstrip(":"): label for kind in keys for key, label in _labels(kind, keys[kind]).items()}


def _labels(kind: str, keys: Sequence[str]) -> dict[str, Label]:
    resolver = find_resolver(kind)
    known = resolver(keys) if resolver else {}
    return {key: known.get(key) or _nameless(kind, key) for key in keys}


def _nameless(kind: str, key: str) -> Label:
    if kind == PERSON:
        return Label(_("(account deleted)"))
    if kind == SYSTEM:
        return Label(_("The system"))
    return Label(f"{kind} {key}".strip())
