"""Trainings: who of which service learned what, and who should be next."""
