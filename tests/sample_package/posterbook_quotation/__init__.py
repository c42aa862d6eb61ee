"""A page with a sentence in large type, a green theme and an edition for tablets."""
