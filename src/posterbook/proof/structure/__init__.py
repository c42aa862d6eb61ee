"""The proof of structure: the written file says to a screen reader what was laid out."""
