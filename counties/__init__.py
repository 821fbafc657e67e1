"""The cellar: the land (TERC) and the partnerships that stand on it."""
