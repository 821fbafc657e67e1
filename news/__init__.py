"""News with photos, and the notes of held meetings."""
