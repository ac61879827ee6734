"""The manual, shown inside the house: Markdown pages and their pictures, in the order of the front page."""
