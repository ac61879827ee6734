"""The sheet of the mayor: where the city is, three decisions for this week, what waits for whom, what moved since last week."""
