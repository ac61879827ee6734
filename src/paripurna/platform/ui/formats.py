"""How numbers, money and dates are written in Indonesian and English: pure text, no clock, no settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

MISSING = "–"
MINUS = "−"
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Style:
    """The marks and words of one language."""

    thousand: str
    decimal: str
    clock: str
    months: tuple[str, ...]
    magnitudes: tuple[tuple[int, str], ...]


INDONESIAN = Style(
    thousand=".",
    decimal=",",
    clock=".",
    months=(
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
    magnitudes=((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")),
)
ENGLISH = Style(
    thousand=",",
    decimal=".",
    clock=":",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    magnitudes=((10**12, "trillion"), (10**9, "billion"), (10**6, "million")),
)
SHORT_MONTHS = {
    INDONESIAN: ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    ENGLISH: ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
SIZES = ("B", "kB", "MB", "GB")


def style_of(language: str) -> Style:
    """This function will return the style of a language code; everything but English is written as in Indonesian."""
    return ENGLISH if language.startswith("en") else INDONESIAN


def format_number(value: Decimal | int | None, language: str = "id", *, places: int | None = None) -> str:
    """This function will write `value` with groups of three, with exactly `places` decimals or as many as it has."""
    if value is None:
        return MISSING
    style = style_of(language)
    number = Decimal(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):,f}".partition(".")
    text = whole.replace(",", style.thousand) + (style.decimal + fraction if fraction else "")
    return MINUS + text if number < 0 else text


def format_points(value: Decimal | int | None, language: str = "id") -> str:
    """This function will write points with at most two decimals, rounded half-up, without idle zeros: 767,25 · 732."""
    if value is None:
        return MISSING
    rounded = Decimal(value).quantize(HUNDREDTH, ROUND_HALF_UP)
    exponent = rounded.normalize().as_tuple().exponent
    return format_number(rounded, language, places=max(0, -int(exponent)))


def format_percent(share: Decimal | None, language: str = "id", *, places: int = 1) -> str:
    """This function will write a share (0–1) in hundredths: 0.812 → 81,2%."""
    if share is None:
        return MISSING
    return format_number(Decimal(share) * 100, language, places=places) + "%"


def format_rupiah(value: int | None, language: str = "id") -> str:
    """This function will write money in whole rupiah: Rp1.250.000."""
    if value is None:
        return MISSING
    sign, amount = (MINUS, -value) if value < 0 else ("", value)
    return f"{sign}Rp{format_number(amount, language)}"


def format_rupiah_short(value: int | None, language: str = "id") -> str:
    """This function will write money to one decimal of its magnitude: Rp1,3 miliar."""
    if value is None:
        return MISSING
    for size, word in style_of(language).magnitudes:
        if abs(value) >= size:
            amount = (Decimal(abs(value)) / size).quantize(Decimal("0.1"), ROUND_HALF_UP)
            sign = MINUS if value < 0 else ""
            return f"{sign}Rp{format_points(amount, language)} {word}"
    return format_rupiah(value, language)


def format_date(day: date | None, language: str = "id") -> str:
    """This function will write a date in full: 23 November 2026."""
    return MISSING if day is None else f"{day.day} {style_of(language).months[day.month - 1]} {day.year}"


def format_month(day: date, language: str = "id") -> str:
    """This function will return the month of a day: November 2026."""
    return f"{style_of(language).months[day.month - 1]} {day.year}"


def format_date_short(day: date | None, language: str = "id") -> str:
    """This function will write a date for tables: 23 Nov 2026."""
    return MISSING if day is None else f"{day.day} {SHORT_MONTHS[style_of(language)][day.month - 1]} {day.year}"


def format_clock(moment: datetime | time | None, language: str = "id") -> str:
    """This function will write the time of day: 10.42 in Indonesian, 10:42 in English."""
    return MISSING if moment is None else f"{moment.hour:02d}{style_of(language).clock}{moment.minute:02d}"


def format_moment(moment: datetime | None, language: str = "id") -> str:
    """This function will write date and time as they stand, in the zone the moment carries."""
    return MISSING if moment is None else f"{format_date_short(moment, language)}, {format_clock(moment, language)}"


def format_size(size: int | None, language: str = "id") -> str:
    """This function will write a file size in steps of a thousand: 1,4 MB."""
    if size is None:
        return MISSING
    amount, step = Decimal(size), 0
    while amount >= 1000 and step < len(SIZES) - 1:
        amount, step = amount / 1000, step + 1
    places = 0 if step == 0 or amount >= 100 else 1
    return f"{format_number(amount, language, places=places)} {SIZES[step]}"
