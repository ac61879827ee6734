"""Evidence tables (*matriks*) made of the rows behind the facts of a question: read, drawn, signed off, looked at again."""
