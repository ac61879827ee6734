"""The table of roles and permissions for the reference, so that the page cannot lag behind."""

from __future__ import annotations

from django.utils.translation import override

from paripurna.platform.access.types import ROLES, Permission

START, END = "<!-- roles -->", "<!-- /roles -->"


def write_table() -> str:
    """This function will write roles × permissions as a Markdown table, in English."""
    roles = list(ROLES.values())
    with override("en"):
        head = "| permission | " + " | ".join(str(role.label) for role in roles) + " |"
    lines = [head, "|---" * (len(roles) + 1) + "|"]
    for permission in Permission:
        marks = ["✓" if permission in role.permissions else "" for role in roles]
        lines.append(f"| `{permission}` | " + " | ".join(marks) + " |")
    lines.append(
        "| *second factor* | " + " | ".join("compulsory" if role.second_factor else "" for role in roles) + " |"
    )
    levels = [", ".join(str(level) for level in sorted(role.levels)) for role in roles]
    lines.append("| *level of region* | " + " | ".join(levels) + " |")
    return "\n".join(lines)


def renew(page: str) -> str:
    """This function will return the page with the table between its marks written anew."""
    before, _start, rest = page.partition(START)
    _old, _end, after = rest.partition(END)
    return f"{before}{START}\n{write_table()}\n{END}{after}"
