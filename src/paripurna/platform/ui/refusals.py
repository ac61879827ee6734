"""What is refused, told where the person looks: over the page that comes next, or in the form that was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages

from paripurna.platform.access.types import Refused
from paripurna.platform.tables import FieldProblem
from paripurna.platform.tables.refusals import BadFields

if TYPE_CHECKING:
    from types import TracebackType

    from django import forms
    from django.http import HttpRequest
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Refusals:
    """A context that ends at the first refusal and goes on after itself; `tell` hears of the refusal, or of None."""

    tell: Callable[[Refused | None], None]

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None or isinstance(error, Refused):
            self.tell(error)
        return isinstance(error, Refused)


def telling(request: HttpRequest, done: Promise | str = "") -> Refusals:
    """This function will return a context that tells a refusal in a message, and `done` where nothing was refused."""

    def tell(refusal: Refused | None) -> None:
        if refusal is not None:
            messages.error(request, str(refusal))
        elif done:
            messages.success(request, str(done))

    return Refusals(tell)


def complaining(form: forms.BaseForm, field: str | None = None) -> Refusals:
    """This function will return a context that puts a refusal beside the field that it is about, or over the form."""

    def tell(refusal: Refused | None) -> None:
        if isinstance(refusal, BadFields):
            complain(form, refusal.problems)
        elif refusal is not None:
            _put(form, field or refusal.field, str(refusal))

    return Refusals(tell)


def complain(form: forms.BaseForm, problems: Iterable[FieldProblem]) -> None:
    """This function will put problems beside the fields that they are of, or that are `shown_as` theirs."""
    shown_as = getattr(form, "shown_as", {})
    for problem in problems:
        _put(form, shown_as.get(problem.field, problem.field), problem.text)


def _put(form: forms.BaseForm, name: str, text: str) -> None:
    form.add_error(name if name in form.fields else None, text)
