"""Packs: everything that proves a sheet at a stage in one archive, laid out as the ministry's form is."""
