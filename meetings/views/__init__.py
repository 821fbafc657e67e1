"""Pages of this app: for everyone, for an invited person, for partners, for the office."""
