"""Lists of people that offices have: read, mapped, checked, and then taken in."""
