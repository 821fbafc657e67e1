"""Pages of this room: for everyone, for an invited person, for partners, for the office."""
