"""The task force: appointed by a decree, with a part for each strand of the instrument."""
