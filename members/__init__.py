"""Partners, the people who act for them, and what each may see."""
