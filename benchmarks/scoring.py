"""How fast scoring is, beside its limits: `python benchmarks/scoring.py [edition]`. Prints figures, asserts nothing.

Every run scores a sheet that no run before it has seen, in a process that has scored others, as a server has.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable
from decimal import Decimal
from statistics import median
from time import perf_counter, process_time

from paripurna.core.instrument import rules, values
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.shelf import get_edition
from paripurna.core.scoring import FilledSheet, compile_edition, score
from paripurna.core.scoring.many import score_many

CITIES = 514
RUNS = 60
SHARES = ("0", "0.2", "0.25", "0.33", "0.4", "0.5", "0.6", "0.66", "0.75", "0.8", "1", "1", "1", "1")


def main(reference: str = "kla-2024") -> None:
    """Score one sheet and many, and print medians beside the limits."""
    edition, chance = get_edition(reference), random.Random(2024)
    sheets = [fill_sheet(edition, chance) for _ in range(CITIES)]
    marked = [mark_sheet(edition, chance) for _ in range(CITIES)]
    gc.collect()
    gc.freeze()  # the invented sheets are not what is measured
    started = perf_counter()
    compile_edition(edition)
    print(
        f"{edition.reference}: {len(edition.questions)} questions, compiled in {1000 * (perf_counter() - started):.1f} ms"
    )
    for sheet in sheets[RUNS:]:
        one(edition, sheet, explain=False)
    show(
        "one sheet, without explanation", 0.5, [time(lambda s=s: one(edition, s, explain=False)) for s in sheets[:RUNS]]
    )
    show("one sheet, with explanation", 2.0, [time(lambda s=s: one(edition, s, explain=True)) for s in sheets[:RUNS]])
    show("… and every step read in two languages", None, [time(lambda s=s: read(edition, s)) for s in sheets[:20]])
    show(f"{CITIES} sheets in one call", 150.0, [time(lambda: score_many(edition, sheets)) for _ in range(9)])
    show(f"{CITIES} sheets of marks in one call", 150.0, [time(lambda: score_many(edition, marked)) for _ in range(9)])
    many, apart = score_many(edition, sheets), [one(edition, sheet, explain=False) for sheet in sheets]
    equal = all(many.total(row) == single.total and many.grade(row) == single.grade for row, single in enumerate(apart))
    print(f"equal to the exact scorer in all {CITIES}: {equal}")


def one(edition: Edition, sheet: FilledSheet, *, explain: bool) -> object:
    """One sheet through the exact scorer."""
    return score(edition, answers=sheet.answers, marks=sheet.marks, subject=sheet.subject, explain=explain)


def read(edition: Edition, sheet: FilledSheet) -> int:
    """One sheet explained, and every sentence of it written."""
    result = score(edition, answers=sheet.answers, explain=True)
    return sum(len(step.text.id) for question in result.questions.values() for step in question.steps)


def time(run: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of one run: by the clock, and of the processor (what others on the machine do not blur)."""
    clock, processor = perf_counter(), process_time()
    run()
    return 1000 * (perf_counter() - clock), 1000 * (process_time() - processor)


def show(what: str, limit: float | None, figures: list[tuple[float, float]]) -> None:
    """One line: medians by the clock and of the processor, the best, the limit."""
    clock, processor = (sorted(column) for column in zip(*figures, strict=True))
    asked = "" if limit is None else f"   limit {limit:6.1f} ms  {'ok' if median(clock) <= limit else 'TOO SLOW'}"
    print(
        f"{what:42} median {median(clock):8.3f} ms   processor {median(processor):8.3f} ms   best {clock[0]:8.3f} ms{asked}"
    )


def mark_sheet(edition: Edition, chance: random.Random) -> FilledSheet:
    """A mark for every question."""
    return FilledSheet(marks={question.number: draw_points(question, chance) for question in edition.questions})


def fill_sheet(edition: Edition, chance: random.Random) -> FilledSheet:
    """An answer for every question."""
    return FilledSheet(answers={question.number: draw_answer(question, chance) for question in edition.questions})


def draw_points(question: Question, chance: random.Random) -> Decimal:
    """A free mark: one of the shares of the maximum that were observed in real forms."""
    return (question.max_points * Decimal(chance.choice(SHARES))).quantize(Decimal("0.01"))


def draw_answer(question: Question, chance: random.Random) -> values.AnswerValue:
    """A plausible answer of the question's kind."""
    figure = Decimal(chance.randint(0, 1000)) / 10
    match question.rule:
        case rules.ChoiceRule(options=options):
            return values.Chosen(chance.choice(options).code)
        case rules.ChecklistRule(items=items):
            return values.Ticked(frozenset(item.code for item in items if chance.random() < 0.6))
        case rules.RatioRule():
            whole = chance.randint(1, 400)
            return values.Share(Decimal(chance.randint(0, whole)), Decimal(whole))
        case rules.TrendRule():
            return values.Change(figure, Decimal(chance.randint(0, 1000)) / 10, None)
        case rules.CountRule():
            return values.Counted(chance.randint(0, 12))
        case rules.MatrixRule(columns=columns):
            row = {column.code: "contoh" for column in columns}
            return values.Rows(tuple(row for _ in range(chance.randint(0, 8))))
        case rules.FreeRule():
            return values.Measured(draw_points(question, chance))
        case _:
            return values.Measured(figure)


if __name__ == "__main__":
    main(*sys.argv[1:])
