"""Existing lists taken into the register: read, looked at, then all or nothing."""
