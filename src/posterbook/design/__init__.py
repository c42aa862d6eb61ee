"""How a booklet looks: theme and tokens, overrides, inks, fonts and their outlines."""
