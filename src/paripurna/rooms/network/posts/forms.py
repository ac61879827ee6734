"""What people fill in about posts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.network.posts.types import HandOver, PostDetail, PostDraft
from paripurna.rooms.network.types import AgencyRef, Member


class PostForm(forms.Form):
    agency = forms.ChoiceField(label=_("Agency"))
    title = forms.CharField(
        label=_("Title of the post"), max_length=160, help_text=_("As in a decree: Head of the Health Agency")
    )
    is_head = forms.BooleanField(label=_("Heads the agency"), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, agencies: Sequence[AgencyRef], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [  # type: ignore[attr-defined]
            (agency.code, f"{agency.abbreviation} · {agency.name}") for agency in agencies
        ]

    @staticmethod
    def initial_of(detail: PostDetail) -> dict[str, Any]:
        row = detail.row
        return {"agency": row.agency.code, "title": row.title, "is_head": row.is_head, "note": detail.note}

    def draft(self) -> PostDraft:
        data = self.cleaned_data
        return PostDraft(data["agency"], data["title"], data["is_head"], data["note"])


class HandOverForm(forms.Form):
    """Who follows, from when, and what is passed on."""

    follower = forms.TypedChoiceField(
        label=_("Who follows"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("People with an account here."),
    )
    name = forms.CharField(
        label=_("Or the name of somebody without an account"),
        max_length=200,
        required=False,
        help_text=_("Leave both open if nobody follows yet; the post is then shown as vacant."),
    )
    on = forms.DateField(label=_("From"), widget=DateInput())
    handed_over = forms.CharField(
        label=_("What is handed over"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Open work, where the papers are, whom to call. Names of children never."),
    )

    def __init__(self, people: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(person.membership_id, f"{person.name} · {person.role}") for person in people]
        self.fields["follower"].choices = [("", "–"), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("follower") and values.get("name"):
            self.add_error("name", _("Choose a person or write a name, not both."))
        return values

    def hand_over(self) -> HandOver:
        data = self.cleaned_data
        return HandOver(data["on"], data["follower"], data["name"].strip(), data["handed_over"].strip())
