"""The process that sets papers: one task a line of its input, until that ends. It imports Typst and nothing of ours."""

from __future__ import annotations

import json
import signal
import sys

import typst

SECONDS = 60  # a paper that takes longer is given up: the child ends, and who waits for it is told


def main(fonts: str) -> None:
    """This function will answer every task with the length of its PDF, a line end and the PDF."""
    for task in sys.stdin.buffer:
        signal.alarm(SECONDS)
        template, content = json.loads(task)
        paper = typst.compile(template, font_paths=[fonts], ignore_system_fonts=True, sys_inputs={"content": content})
        sys.stdout.buffer.write(b"%d\n" % len(paper) + paper)
        sys.stdout.buffer.flush()
        signal.alarm(0)


if __name__ == "__main__":
    main(sys.argv[1])
