"""From a sent answer form to an answer: what is typed is read, stored once, and never written over another's by accident."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import QueryDict

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.model import Question
from paripurna.core.instrument.rules import MatrixRule, Rule
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.sheets import actions
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.queries import find_newest_key
from paripurna.rooms.sheets.typed import Typed, mark_typed, read_typed, show, store
from paripurna.rooms.sheets.types import AnswerDraft, AnswerRow, BadAnswer, Conflict, SentPart

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


NONCE_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer form as it was sent. `nonce` is the same for everything that one opened page sends."""

    typed: Typed
    note: str
    revision: int
    nonce: str
    difference_reason: str = ""

    def as_draft(self, question: Question) -> AnswerDraft:
        """This function will return the draft to save. Raises `BadAnswer` for what cannot be read."""
        data = store(question.rule, self.typed)
        return AnswerDraft(question.number, data, self.note, self.revision, self._key(), self.difference_reason)

    def _key(self) -> str:
        """The same content on top of the same revision is one write sent twice; typed again later, it is another."""
        if not self.nonce:
            return ""
        content = json.dumps([self.typed, self.note, self.difference_reason, self.revision], sort_keys=True)
        return f"{self.nonce}:{hashlib.sha256(content.encode()).hexdigest()[:32]}"


def read_sent(question: Question, post: QueryDict) -> Sent:
    """This function will read a sent answer form, changing nothing that was typed.

    A figure that stood in the form beforehand is nobody's answer until it is confirmed, or another is typed.
    """
    revision, typed = post.get("revision", ""), read_typed(question.rule, post)
    return Sent(
        typed={} if _is_unconfirmed(question, typed, post) else typed,
        note=_read_text(post, "note"),
        revision=read_whole(revision),
        nonce=post.get("nonce", "")[:NONCE_LENGTH],
        difference_reason=_read_text(post, "difference_reason"),
    )


def _read_text(post: QueryDict, name: str) -> str:
    return post.get(name, "").replace("\r\n", "\n").strip()


def read_base(post: QueryDict) -> int:
    """This function will return the revision to write on: the one that a person chose to write over, else the one seen."""
    return read_whole(post.get("over") or post.get("revision", ""))


def read_sent_part(key: str, post: QueryDict) -> SentPart:
    """This function will read a sent form of the sheet's owner."""
    fields = {name: text.replace("\r\n", "\n").strip() for name, text in post.items() if isinstance(text, str)}
    return SentPart(key, fields, read_base(post), post.get("nonce", "")[:NONCE_LENGTH])


def _is_unconfirmed(question: Question, typed: Typed, post: QueryDict) -> bool:
    proposed = post.get("unconfirmed", "")
    if not proposed or "confirm" in post:
        return False
    try:
        return mark_typed(question.rule, typed) == proposed
    except (BadAnswer, BadValue):
        return False


def save_sent(sheet: Sheet, question: Question, sent: Sent, *, by: User, at: datetime) -> AnswerRow:
    """This function will save a sent form. Raises what `actions.save_answer` raises.

    A page whose earlier save arrived while its answer was lost on the way back meets only itself: it goes on from there.
    """
    draft = sent.as_draft(question)
    try:
        return actions.save_answer(sheet=sheet, draft=draft, by=by, at=at)
    except Conflict as conflict:
        if not sent.nonce or not find_newest_key(sheet, question.number).startswith(f"{sent.nonce}:"):
            raise
        rebased = replace(draft, base_revision=conflict.theirs.revision)
        return actions.save_answer(sheet=sheet, draft=rebased, by=by, at=at)


def merge(question: Question, theirs: AnswerRow, mine: Sent) -> Sent:
    """This function will join two versions where that has a meaning: ticked items, rows, notes; else mine stands."""
    shown = show(question.rule, theirs.data)
    note = mine.note if theirs.note in {"", mine.note} or theirs.note in mine.note else f"{theirs.note}\n{mine.note}"
    return replace(
        mine, typed=_merge_typed(question.rule, shown, mine.typed), note=note.strip(), revision=theirs.revision
    )


def _merge_typed(rule: Rule, theirs: Typed, mine: Typed) -> Typed:
    if rule.kind == "checklist":
        return {"items": list(dict.fromkeys([*theirs.get("items", ()), *mine["items"]]))}
    if isinstance(rule, MatrixRule):
        kept = [_strip(row) for row in theirs.get("rows", ())]
        added = [row for row in map(_strip, mine["rows"]) if row and row not in kept]
        return {"rows": [*kept, *added]}
    return mine


def _strip(row: dict[str, str]) -> dict[str, str]:
    return {code: cell.strip() for code, cell in row.items() if cell.strip()}
