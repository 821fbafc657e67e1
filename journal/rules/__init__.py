"""How the journal refers to rows and names what changed: no database."""
