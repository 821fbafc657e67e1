"""What the documents of workshops say."""
