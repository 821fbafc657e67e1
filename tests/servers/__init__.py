"""Real servers for the tests: private, short-lived, and gone when the tests end."""
