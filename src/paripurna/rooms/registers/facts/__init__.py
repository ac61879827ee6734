"""The facts that registers make: what is recorded once answers questions wherever an edition asks for it."""

from paripurna.rooms.registers.facts.budget import BUDGET_LINES as BUDGET_LINES
from paripurna.rooms.registers.facts.innovations import INNOVATIONS as INNOVATIONS
from paripurna.rooms.registers.facts.regulations import REGULATIONS_IN_FORCE as REGULATIONS_IN_FORCE

SOURCES = (REGULATIONS_IN_FORCE, BUDGET_LINES, INNOVATIONS)
