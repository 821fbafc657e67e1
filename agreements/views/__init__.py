"""Pages: public, the partner's, the office's."""
