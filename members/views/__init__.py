"""Pages of this app: for everyone, for partners, and for the office."""
