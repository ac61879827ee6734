"""Doors of the road map."""
