"""The rules of content: one small function each, which yields problems."""
