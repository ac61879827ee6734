"""What proves a question, and how well: plain values and pure rules. Nothing here asks the database or the clock."""
