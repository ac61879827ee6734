"""Codes of programs, activities and sub-activities as SIPD writes them, by the version of their nomenclature.

A code is judged by its shape and by the one above it, not against a list: the lists have tens of thousands of rows and are
mended several times a year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeVersion(models.TextChoices):
    """The rule that a nomenclature was issued with, the newest first."""

    SINCE_2024 = "2023-1317", _("Kepmendagri 900.1.15.5-1317 of 2023 (budgets since 2024)")
    SINCE_2022 = "2021-5889", _("Kepmendagri 050-5889 of 2021 (budgets 2022–2023)")
    SINCE_2021 = "2020-3708", _("Kepmendagri 050-3708 of 2020 (budgets of 2021)")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the codes of one version look like."""

    program: re.Pattern[str]
    activity: re.Pattern[str]
    sub_activity: re.Pattern[str]
    example: str


_PROGRAM = r"(?:[1-9]|X)\.(?:\d{2}|XX)\.\d{2}"
_ACTIVITY = _PROGRAM + r"\.[12]\.\d{2}"


def _shape(last: str, example: str) -> Shape:
    return Shape(re.compile(_PROGRAM), re.compile(_ACTIVITY), re.compile(_ACTIVITY + last), example)


SHAPES: Mapping[str, Shape] = {
    CodeVersion.SINCE_2024.value: _shape(r"\.\d{4}", "2.08.02.2.01.0001"),
    CodeVersion.SINCE_2022.value: _shape(r"\.\d{2}", "2.08.02.2.01.01"),
    CodeVersion.SINCE_2021.value: _shape(r"\.\d{2}", "2.08.02.2.01.01"),
}


def version_of_year(year: int) -> str:
    """This function will return the nomenclature that budgets of the year use."""
    if year >= 2024:
        return CodeVersion.SINCE_2024.value
    return CodeVersion.SINCE_2022.value if year >= 2022 else CodeVersion.SINCE_2021.value


def program_of(sub_activity_code: str) -> str:
    """This function will return the code of the program that a sub-activity belongs to: 2.08.02 of 2.08.02.2.01.0001."""
    return ".".join(sub_activity_code.split(".")[:3])


def activity_of(sub_activity_code: str) -> str:
    """This function will return the code of the activity that a sub-activity belongs to: 2.08.02.2.01 of 2.08.02.2.01.0001."""
    return ".".join(sub_activity_code.split(".")[:5])
