"""The footing: base classes and helpers without tables. Knows Django and libraries only."""
