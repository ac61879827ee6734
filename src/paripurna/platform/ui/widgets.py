"""Inputs that Django has not."""

from __future__ import annotations

from django import forms


class DateInput(forms.DateInput):
    """The browser's own calendar; the value travels as ISO 8601."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploaded files, each of them clean."""

    widget = FilesInput

    def clean(self, data: object, initial: object = None) -> list[object]:
        """This function will return the files, an empty list for none. Raises `ValidationError`."""
        files = data if isinstance(data, list | tuple) else [data]
        single = super().clean
        return [single(file, initial) for file in files if file or self.required]
