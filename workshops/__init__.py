"""Local Economic Revival workshops: cycles, stages, groups, cards, proposals and votes."""
