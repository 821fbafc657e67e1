"""Annual reports: numbers of a year, frozen on the day of the report."""
