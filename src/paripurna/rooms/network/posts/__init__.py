"""Posts in agencies: who holds each, since when, and what was passed on to whom."""
