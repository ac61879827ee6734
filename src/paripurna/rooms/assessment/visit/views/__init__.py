"""Doors of the field visit."""
