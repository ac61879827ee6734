"""Doors of the papers, of their templates, and of freezing."""
