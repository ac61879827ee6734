"""Doors of the hand-over."""
