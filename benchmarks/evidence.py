"""How fast proof moves, beside its limits: `python benchmarks/evidence.py [storing …]`. Prints figures, asserts nothing.

Each part is a module with `measure()` and a process of its own; without a name all of them run.
"""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

PARTS = {
    "storing": "benchmarks.storing",
    "searching": "benchmarks.searching",
    "judging": "benchmarks.judging",
    "packing": "benchmarks.packing",
    "verifying": "benchmarks.verifying",
}


def main() -> None:
    names = sys.argv[1:] or list(PARTS)
    for name in names:
        print(f"\n{name}", flush=True)
        if len(names) > 1:
            subprocess.run([sys.executable, __file__, name], check=True)
        else:
            import_module(PARTS[name]).measure()


if __name__ == "__main__":
    main()
