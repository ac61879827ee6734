"""The verified score of a round, foretold from its claims and their proof, kept day by day, and shown."""
