"""What people fill in about documents and their links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.widgets import DateInput, FilesField
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentDraft, DocumentKind

if TYPE_CHECKING:
    from paripurna.platform.regions.types import RegionRef
    from paripurna.rooms.evidence.queries import Document
    from paripurna.rooms.network.types import AgencyRef

BROUGHT_KINDS = [choice for choice in DocumentKind.choices if choice[0] != DocumentKind.FACT_TABLE]


class BringForm(forms.Form):
    """What is asked of every upload, for one file or many; the rest is told on the document's own page."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=[("", "–"), *BROUGHT_KINDS])
    agency = forms.TypedChoiceField(label=_("Whose document is it?"), coerce=int)
    child_content = forms.ChoiceField(
        label=_("Does it show children?"),
        choices=ChildContent.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "What shows children is kept apart: it is not read by the machine, and faces are blurred for others."
        ),
    )
    confidentiality = forms.ChoiceField(
        label=_("Who may see it?"), choices=Confidentiality.choices, initial=Confidentiality.INTERNAL
    )
    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("Left open, the name of the file.")
    )
    link = forms.URLField(label=_("Address of the page"), max_length=600, required=False, assume_scheme="https")
    uploads = FilesField(label=_("Files"), required=False)
    again = forms.BooleanField(
        label=_("Bring it as a document of its own all the same"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, agencies: Sequence[AgencyRef], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_agencies(self, agencies)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_link = data.get("kind") == DocumentKind.LINK
        if is_link and not data.get("link") and "link" not in self.errors:
            self.add_error("link", _("Give the address of the page."))
        if not is_link and data.get("kind") and not data.get("uploads") and "uploads" not in self.errors:
            self.add_error("uploads", _("Choose at least one file."))
        return data

    def offer_again(self) -> None:
        """This function will show the box by which what is there already is brought all the same."""
        self.fields["again"].widget = forms.CheckboxInput()

    def draft(self, title: str) -> DocumentDraft:
        """This function will return the description of one of the files."""
        values = self.cleaned_data
        kind = DocumentKind(values["kind"])
        return DocumentDraft(
            kind=kind,
            title=values["title"] or title,
            agency_id=values["agency"],
            confidentiality=Confidentiality(values["confidentiality"]),
            child_content=ChildContent(values["child_content"]),
            link=values["link"] if kind is DocumentKind.LINK else "",
        )


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


class VersionForm(forms.Form):
    file = forms.FileField(label=_("File"))
    note = forms.CharField(label=_("What is new?"), max_length=400, required=False)


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
