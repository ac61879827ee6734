"""Gugus Tugas & Mitra: the pages of agencies, roles and questions."""
