"""Doors of the meetings."""
