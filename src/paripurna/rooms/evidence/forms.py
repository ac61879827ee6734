"""What people fill in about documents and their links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.evidence.packing.types import PackDraft, Placing
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentDraft, DocumentKind

if TYPE_CHECKING:
    from paripurna.platform.regions.types import RegionRef
    from paripurna.rooms.evidence.queries import Document
    from paripurna.rooms.network.types import AgencyRef

BROUGHT_KINDS = [choice for choice in DocumentKind.choices if choice[0] != DocumentKind.FACT_TABLE]


class BringForm(forms.Form):
    """What is asked before a file comes, for one or for many; the rest is told on the document's own page."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=[("", "–"), *BROUGHT_KINDS])
    child_content = forms.ChoiceField(
        label=_("Does it show children?"),
        choices=ChildContent.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "What shows children is kept apart: the machine does not read it, and faces are covered for others. Do not bring "
            "birth certificates, identity cards, medical or police records of children, and put no child's name into a title."
        ),
    )
    agency = forms.TypedChoiceField(label=_("Whose document is it?"), coerce=int)
    confidentiality = forms.ChoiceField(
        label=_("Who may see it?"), choices=Confidentiality.choices, initial=Confidentiality.INTERNAL
    )

    def __init__(self, agencies: Sequence[AgencyRef], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_agencies(self, agencies)

    def clean_child_content(self) -> str:
        chosen: str = self.cleaned_data["child_content"]
        if chosen == ChildContent.RECORDS:
            raise forms.ValidationError(
                _(
                    "Identity papers, medical and police records of children are not kept here. "
                    "Describe the fact in words."
                )
            )
        return chosen

    def draft(self, title: str, link: str = "") -> DocumentDraft:
        """This function will return the description of one of the files, or of a page with an address."""
        values = self.cleaned_data
        return DocumentDraft(
            kind=DocumentKind(values["kind"]),
            title=title,
            agency_id=values["agency"],
            confidentiality=Confidentiality(values["confidentiality"]),
            child_content=ChildContent(values["child_content"]),
            link=link,
        )


class PageForm(forms.Form):
    """A page that proves something, in place of a file."""

    title = forms.CharField(label=_("Title"), max_length=300, help_text=_("Without names of children."))
    link = forms.URLField(label=_("Address of the page"), max_length=600, assume_scheme="https")


class DocumentForm(forms.Form):
    """Everything that is said of a document."""

    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices)
    number = forms.CharField(label=_("Number"), max_length=120, required=False, help_text=_("As on the paper."))
    signed_on = forms.DateField(label=_("Signed on"), required=False, widget=DateInput())
    signatory = forms.CharField(
        label=_("Signed by"), max_length=200, required=False, help_text=_("Name and office, as on the paper.")
    )
    valid_from = forms.DateField(label=_("Valid from"), required=False, widget=DateInput())
    valid_to = forms.DateField(
        label=_("Valid until"), required=False, widget=DateInput(), help_text=_("Empty: until it is replaced.")
    )
    period_start = forms.DateField(
        label=_("Tells of the days from"),
        required=False,
        widget=DateInput(),
        help_text=_("When the activity took place."),
    )
    period_end = forms.DateField(label=_("until"), required=False, widget=DateInput())
    agency = forms.TypedChoiceField(label=_("Whose document is it?"), coerce=int)
    region = forms.ChoiceField(label=_("Kecamatan or kelurahan"), required=False)
    confidentiality = forms.ChoiceField(label=_("Who may see it?"), choices=Confidentiality.choices)
    child_content = forms.ChoiceField(
        label=_("Does it show children?"), choices=ChildContent.choices, widget=forms.RadioSelect
    )
    keep_until = forms.DateField(
        label=_("Keep the content until"),
        required=False,
        widget=DateInput(),
        help_text=_("Only for what shows children. After this day the content is deleted; what is said of it stays."),
    )
    link = forms.URLField(label=_("Address of the page"), max_length=600, required=False, assume_scheme="https")
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What it proves, in a few sentences. Search finds these words."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, agencies: Sequence[AgencyRef], regions: Sequence[RegionRef], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_agencies(self, agencies)
        names = [(region.code, region.name) for region in regions]
        self.fields["region"].choices = [("", _("the whole city")), *names]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(document: Document) -> dict[str, Any]:
        names = (name for name in DocumentForm.base_fields if name not in {"agency", "region"})
        values = {name: getattr(document, name) for name in names}
        return {**values, "agency": document.agency_id, "region": document.region.code if document.region else ""}

    def draft(self) -> DocumentDraft:
        values = {name: value for name, value in self.cleaned_data.items() if name not in {"agency", "revision"}}
        kind = DocumentKind(values["kind"])
        coded = {
            "kind": kind,
            "confidentiality": Confidentiality(values["confidentiality"]),
            "child_content": ChildContent(values["child_content"]),
            "link": values["link"] if kind is DocumentKind.LINK else "",
        }
        return DocumentDraft(**{**values, **coded}, agency_id=self.cleaned_data["agency"])


class PackForm(forms.Form):
    """What is asked of a pack; the sheet is said by the address."""

    stage = forms.ChoiceField(label=_("For which stage?"), help_text=_("It is named on every cover."))
    placing = forms.ChoiceField(
        label=_("A document that proves several questions"),
        choices=Placing.choices,
        initial=Placing.ONCE,
        widget=forms.RadioSelect,
    )
    with_confidential = forms.BooleanField(
        label=_("Take redacted copies of confidential documents along"),
        required=False,
        help_text=_("Confidential documents without a redacted copy stay here. What shows children never leaves."),
    )

    def __init__(self, stages: Sequence[tuple[str, str]], *args: Any, may_confidential: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = list(stages)  # type: ignore[attr-defined]
        if not may_confidential:
            del self.fields["with_confidential"]

    def draft(self) -> PackDraft:
        values = self.cleaned_data
        wants = values.get("with_confidential", False)
        return PackDraft(values["stage"], Placing(values["placing"]), with_confidential=wants)


class LinkForm(forms.Form):
    """Where a document proves something."""

    question = forms.CharField(label=_("Number of the question"), max_length=20)
    kind = forms.CharField(max_length=40, required=False)
    place = forms.CharField(
        label=_("Page or cell"), max_length=80, required=False, help_text=_("For example: hlm. 3, or Lembar1!B4")
    )
    note = forms.CharField(label=_("Note"), max_length=400, required=False)


def set_agencies(form: forms.Form, agencies: Sequence[AgencyRef]) -> None:
    """This function will offer `agencies`; where there is one only, it is chosen already."""
    choices = [(agency.id, f"{agency.abbreviation} · {agency.name}") for agency in agencies]
    field = form.fields["agency"]
    field.choices = choices if len(choices) == 1 else [("", "–"), *choices]  # type: ignore[attr-defined]
