"""Who signs in, with what proof, and which office they serve."""
