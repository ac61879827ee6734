"""What the registers say of a round, for programs."""
