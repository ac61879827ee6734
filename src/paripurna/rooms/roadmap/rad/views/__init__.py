"""Doors of the regional action plan."""
