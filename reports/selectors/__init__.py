"""The statistics of all apps, and the numbers of a year."""
