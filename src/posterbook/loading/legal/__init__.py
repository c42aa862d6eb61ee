"""Legal texts: what a profile demands, and the wording that was approved."""
