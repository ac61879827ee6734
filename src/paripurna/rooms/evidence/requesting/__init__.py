"""Requests for proof: who sees them, what is proposed, how they are told, listed, put on a board and handed over."""
