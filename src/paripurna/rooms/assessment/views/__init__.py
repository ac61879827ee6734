"""Doors of the assessment room: each makes one call into the room."""
