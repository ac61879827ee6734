"""Verbs of the audit: what may be told, and the sentence it is told with."""

from __future__ import annotations

from django.utils.functional import Promise

_VERBS: dict[str, Promise] = {}


class UnknownVerb(Exception):
    """An action recorded a verb that no app registered."""


def register_verb(verb: str, sentence: Promise) -> None:
    """This function will make `verb` ("room.thing_done") tellable.

    `sentence` is a lazy translation with named placeholders: `%(person)s` (resolved when read, so that a person can be
    erased), `%(subject)s`, and any key of the event's details.
    """
    _VERBS[verb] = sentence


def sentence_of(verb: str) -> Promise:
    """This function will return the sentence of a verb. Raises `UnknownVerb`."""
    try:
        return _VERBS[verb]
    except KeyError:
        raise UnknownVerb(verb) from None


def list_verbs() -> tuple[str, ...]:
    return tuple(sorted(_VERBS))
