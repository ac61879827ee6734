"""How long finding near-identical documents takes among 20,000: `python benchmarks/likeness.py` (needs `DATABASE_URL` or var)."""

from __future__ import annotations

import os
import random
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paripurna.config.settings.base")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from paripurna.platform import embedded  # noqa: E402
from paripurna.platform.files.reading import likeness  # noqa: E402

DOCUMENTS, ASKED = 20_000, 100
WORDS = [f"kata{number}" for number in range(4_000)]


def main() -> None:
    dice = random.Random(1)
    texts = [[dice.choice(WORDS) for _ in range(300)] for _ in range(DOCUMENTS)]
    began = time.perf_counter()
    prints = [likeness.text_print(" ".join(words)) for words in texts]
    print(f"prints of {DOCUMENTS:,} texts of 300 words: {(time.perf_counter() - began) / DOCUMENTS * 1000:.2f} ms each")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE likeness (id int, bands bigint[], bits bigint, spots int[]) ON COMMIT DROP")
        rows = []
        for number, values in enumerate(prints):
            bits = dice.getrandbits(64) - (1 << 63)
            rows.append((number, list(likeness.text_bands(values or ())), bits, list(likeness.picture_bands(bits))))
        cursor.executemany("INSERT INTO likeness VALUES (%s, %s, %s, %s)", rows)
        cursor.execute("CREATE INDEX ON likeness USING gin (bands)")
        cursor.execute("CREATE INDEX ON likeness USING gin (spots)")
        cursor.execute("ANALYZE likeness")
        ask_texts(cursor, texts, dice)
        ask_pictures(cursor, rows, dice)


def ask_texts(cursor: object, texts: list[list[str]], dice: random.Random) -> None:
    times, found = [], 0
    for number in dice.sample(range(DOCUMENTS), ASKED):
        changed = [dice.choice(WORDS) if dice.random() < 0.05 else word for word in texts[number]]
        bands = list(likeness.text_bands(likeness.text_print(" ".join(changed)) or ()))
        began = time.perf_counter()
        cursor.execute("SELECT id FROM likeness WHERE bands && %s::bigint[]", [bands])
        found += number in {row[0] for row in cursor.fetchall()}
        times.append(time.perf_counter() - began)
    tell("texts with one word in twenty changed", times, found)


def ask_pictures(cursor: object, rows: list[tuple[int, list[int], int, list[int]]], dice: random.Random) -> None:
    times, found = [], 0
    for number in dice.sample(range(DOCUMENTS), ASKED):
        other = rows[number][2]
        for place in dice.sample(range(63), 6):
            other ^= 1 << place
        began = time.perf_counter()
        cursor.execute(
            "SELECT id FROM likeness WHERE spots && %s::int[] AND bit_count((bits # %s::bigint)::bit(64)) <= %s",
            [list(likeness.picture_bands(other)), other, likeness.NEAR_BITS],
        )
        found += number in {row[0] for row in cursor.fetchall()}
        times.append(time.perf_counter() - began)
    tell("pictures with 6 bits of 64 changed", times, found)


def tell(what: str, times: list[float], found: int) -> None:
    times.sort()
    print(f"{what}: {found} of {ASKED} found, median {times[ASKED // 2] * 1000:.1f} ms, p95 {times[94] * 1000:.1f} ms")


if __name__ == "__main__":
    if settings.EMBEDDED_DATABASE:
        with embedded.held(settings.VAR_DIR):
            main()
    else:
        main()
