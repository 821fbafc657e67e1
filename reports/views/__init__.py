"""Pages of the statistics and of the annual report."""
