"""The only app that sends. A letter is a row first, a message second."""
