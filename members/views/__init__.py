"""Pages of this room: for everyone, for partners, and for the office."""
