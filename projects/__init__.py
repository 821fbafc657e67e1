"""Economic projects: who, where, with what money, and what came of them."""
