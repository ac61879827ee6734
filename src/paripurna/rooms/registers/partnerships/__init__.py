"""Partnerships: what a partner promised to the children of the city, and what came of it."""
