"""Figures (data terpilah): what is counted of children, by whom, and the yearly profile."""
