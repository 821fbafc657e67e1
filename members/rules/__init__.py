"""What the cells of an import mean: no database, no clock."""
