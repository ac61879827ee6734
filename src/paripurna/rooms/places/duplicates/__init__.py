"""Places that may be one: shown to a person, who merges them or says that they are different. Nothing merges by itself."""
