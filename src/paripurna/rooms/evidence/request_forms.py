"""What people fill in about requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.requesting.handing import find_worker
from paripurna.rooms.evidence.types import BadRequest, RequestDraft, RequestStep

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.models import Document, ProofRequest
    from paripurna.rooms.network.types import AgencyRef

S = RequestStep
STEP_SLUGS: Mapping[str, RequestStep] = {
    "jawab": S.ANSWER,
    "serahkan": S.DELEGATE,
    "tolak": S.DECLINE,
    "kembalikan": S.RETURN,
    "terima": S.CONFIRM,
    "buka": S.REOPEN,
    "batal": S.CANCEL,
    "tanggal": S.MOVE,
    "ingatkan": S.REMIND,
    "pimpinan": S.ESCALATE,
}
ACTIONS: Mapping[RequestStep, Callable[..., Any]] = {
    S.DECLINE: actions.decline_request,
    S.RETURN: actions.return_request,
    S.CONFIRM: actions.confirm_request,
    S.CANCEL: actions.cancel_request,
}


class CodesField(forms.Field):
    """Codes of requests, as many as were ticked; what is no code is passed over."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Sequence[str] | None) -> list[UUID]:
        return [code for code in map(_read_code, value or ()) if code]


def _read_code(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class AskForm(forms.Form):
    """One request. `code` is made with the page, so that the page may be sent twice."""

    title = forms.CharField(label=_("Which document?"), max_length=300)
    agency = forms.TypedChoiceField(label=_("Of which agency?"), coerce=int)
    due_on = forms.DateField(label=_("By when?"), widget=DateInput())
    question = forms.CharField(
        label=_("Number of the question"), max_length=20, required=False, help_text=_("Empty: no question asks for it.")
    )
    kind = forms.ChoiceField(label=_("Kind of proof"), required=False)
    note = forms.CharField(label=_("What it should show"), required=False, widget=forms.Textarea({"rows": 3}))
    code = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, agencies: Sequence[AgencyRef], kinds: Sequence[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(agency.id, f"{agency.abbreviation} · {agency.name}") for agency in agencies]
        self.fields["agency"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("any")), *kinds]  # type: ignore[attr-defined]
        self.initial.setdefault("code", uuid4())

    def draft(self) -> RequestDraft:
        values = self.cleaned_data
        return RequestDraft(agency_id=values["agency"], **{k: v for k, v in values.items() if k != "agency"})


class ProposalForm(forms.Form):
    """Many requests: the lines chosen on the preview, one date for all."""

    due_on = forms.DateField(label=_("By when?"), widget=DateInput())
    note = forms.CharField(label=_("A word to everyone"), max_length=400, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)


class BulkForm(forms.Form):
    """One step for the requests ticked on the list."""

    step = forms.ChoiceField(
        label=_("With those chosen"),
        choices=[
            (S.REMIND, _("remind")),
            (S.MOVE, _("move to another date")),
            (S.CONFIRM, _("confirm")),
            (S.CANCEL, _("cancel")),
            (S.ESCALATE, _("tell the heads of agency")),
        ],
    )
    due_on = forms.DateField(label=_("New date"), required=False, widget=DateInput())
    codes = CodesField(required=False)
    everything = forms.BooleanField(required=False)
    kembali = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("codes") and not data.get("everything"):
            self.add_error("codes", _("Choose at least one request, and what to do with it."))
        return data


class StepForm(forms.Form):
    """Whatever a step asks for; the action says what is missing."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    note = forms.CharField(required=False, max_length=2000)
    place = forms.CharField(required=False, max_length=80)
    due_on = forms.DateField(required=False)
    delegate = forms.UUIDField(required=False)

    def take(
        self, step: RequestStep, found: ProofRequest, *, documents: Sequence[Document], by: User, at: datetime
    ) -> None:
        """This method will call the action of the step. Raises `EvidenceError`, `Stranger` and `NotAllowed`."""
        values = self.cleaned_data
        said = {"request": found, "base_revision": values["revision"], "note": values["note"], "by": by, "at": at}
        if step is S.ANSWER:
            actions.answer_request(documents=documents, place=values["place"], **said)
        elif step is S.DELEGATE:
            actions.delegate_request(delegate=self._find_delegate(found, at), **said)
        elif step in {S.MOVE, S.REOPEN}:
            self._move(step, said)
        elif step in ACTIONS:
            ACTIONS[step](**said)
        else:
            actions.step_requests(city=found.city, codes=[found.code], step=step, note=values["note"], by=by, at=at)

    def _move(self, step: RequestStep, said: dict[str, Any]) -> None:
        if not self.cleaned_data["due_on"]:
            raise BadRequest(_("Choose the new day."), "due_on")
        action = actions.move_request if step is S.MOVE else actions.reopen_request
        action(due_on=self.cleaned_data["due_on"], **said)

    def _find_delegate(self, found: ProofRequest, at: datetime) -> User | None:
        code = self.cleaned_data["delegate"]
        return find_worker(found, code, at=at) if code else None


class HandOverForm(forms.Form):
    """To whom the ticked requests of a person go."""

    codes = CodesField(required=False)
    successor = forms.UUIDField(required=False)
    note = forms.CharField(required=False, max_length=400)
