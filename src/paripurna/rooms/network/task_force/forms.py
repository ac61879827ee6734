"""What people fill in about the task force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.network.posts.types import PostRow
from paripurna.rooms.network.task_force.types import SeatDraft, TaskForceDetail, TaskForceDraft
from paripurna.rooms.network.types import AgencyRef, Duty


class TaskForceForm(forms.Form):
    title = forms.CharField(label=_("Name"), max_length=200)
    decree_number = forms.CharField(label=_("Number of the decree"), max_length=80)
    decree_on = forms.DateField(label=_("Date of the decree"), widget=DateInput())
    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput())
    valid_to = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=DateInput(),
        help_text=_("The last day; open if the decree names none."),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 2}))
    takes_over = forms.BooleanField(
        label=_("Take over the seats of the present task force, which ends the day before"), required=False
    )

    def __init__(self, *args: Any, has_present: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_present:
            del self.fields["takes_over"]

    @staticmethod
    def initial_of(detail: TaskForceDetail) -> dict[str, Any]:
        return asdict(detail.draft)

    def draft(self, *, is_example: bool = False) -> TaskForceDraft:
        names = ("title", "decree_number", "decree_on", "valid_from", "valid_to", "note")
        return TaskForceDraft(**{name: self.cleaned_data[name] for name in names}, is_example=is_example)


class SeatForm(forms.Form):
    """One seat. `sits` is an agency, or one of its posts as "agency:post"."""

    strand = forms.ChoiceField(label=_("Part"), required=False)
    duty = forms.ChoiceField(label=_("Duty"), choices=Duty.choices, initial=Duty.MEMBER)
    sits = forms.ChoiceField(label=_("Agency or post"), help_text=_("By a post, whoever holds it sits here."))

    def __init__(
        self, strands: Sequence[tuple[str, str]], agencies: Sequence[AgencyRef], posts: Sequence[PostRow], *args: Any
    ) -> None:
        super().__init__(*args)
        self.fields["strand"].choices = [("", _("The whole task force")), *strands]  # type: ignore[attr-defined]
        self.fields["sits"].choices = _group_seats(agencies, posts)  # type: ignore[attr-defined]

    def draft(self) -> SeatDraft:
        data = self.cleaned_data
        code, _colon, post = data["sits"].partition(":")
        return SeatDraft(data["strand"], Duty(data["duty"]), code, int(post) if post else None)


def _group_seats(agencies: Sequence[AgencyRef], posts: Sequence[PostRow]) -> list[tuple[str, str]]:
    """Each agency followed by its posts."""
    by_agency: dict[str, list[PostRow]] = {}
    for post in posts:
        by_agency.setdefault(post.agency.code, []).append(post)
    return [
        choice
        for agency in agencies
        for choice in (
            (agency.code, f"{agency.abbreviation} · {agency.name}"),
            *((f"{agency.code}:{post.id}", f"\N{EN DASH} {post.title}") for post in by_agency.get(agency.code, ())),
        )
    ]
