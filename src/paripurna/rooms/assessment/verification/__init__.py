"""The internal check: who looks at which answer, what they say of it and why, before others do."""
