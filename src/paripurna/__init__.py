"""Paripurna: the operating system of a child-friendly city."""

__version__ = "0.1.0"
