"""Plain text pasted from a browser: which of its lines are the article, and what the others say of it."""
