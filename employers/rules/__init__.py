"""What the law and the programme ask, as plain calculations."""
