"""Meetings of the task force: called, prepared from the board, attended by QR code, decided and written down."""
