"""Numbers as people type them: 7,5 · 7.5 · 1.234,5 · 1,234.5 · Rp 1.234."""

from __future__ import annotations

import re
from decimal import Decimal

from paripurna.platform.tables.types import Cell

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})+")
_LONGEST = 30
MOST_IDR = 10**15
_MONEY_DRESS = re.compile(r"^rp\.?\s*|[,.]-$|,0{1,2}$", re.IGNORECASE)
_GROUPED_MONEY = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


def find_number(cell: Cell) -> Decimal | None:
    """This function will return the number in a cell, or None where there is none.

    A lone separator is the decimal one ("7,5" and "7.500" are 7.5); with two different ones the last is;
    one that repeats separates thousands.
    """
    if isinstance(cell, Decimal):
        return cell
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    text = cell.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace("\N{MINUS SIGN}", "-")
    return _read(text) if _NUMBER.fullmatch(text) else None


def _read(text: str) -> Decimal | None:
    separators = [letter for letter in text if letter in ".,"]
    if len(separators) > 1 and len(set(separators)) == 1:
        return Decimal(re.sub(r"[.,]", "", text)) if _THOUSANDS.fullmatch(text) else None
    whole, fraction = text, ""
    if separators:
        whole, _, fraction = text.rpartition(separators[-1])
        if separators[-1] in whole or not _is_grouped(whole):
            return None
    digits = re.sub(r"[.,]", "", whole)
    return Decimal(f"{digits}.{fraction}" if fraction else digits)


def _is_grouped(whole: str) -> bool:
    return whole.lstrip("+-").isdigit() or re.fullmatch(r"[-+]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", whole) is not None


def undress_money(text: str) -> str:
    """This function will return an amount of rupiah without what is written around it: "Rp 1.250.000,00" is 1250000.

    A lone separator before three digits groups them, since nobody writes thousandths of a rupiah.
    """
    bare = _MONEY_DRESS.sub("", text.strip()).strip()
    return re.sub(r"[.,]", "", bare) if _GROUPED_MONEY.fullmatch(bare) else bare


def find_rupiah(cell: Cell) -> int | None:
    """This function will return whole rupiah, however they are dressed, or None where there is no such amount."""
    amount = find_number(undress_money(cell) if isinstance(cell, str) else cell)
    is_whole = amount is not None and amount == amount.to_integral_value() and 0 <= amount < MOST_IDR
    return int(amount) if amount is not None and is_whole else None
