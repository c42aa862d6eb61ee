"""What a booklet says: its model, how its YAML is read, its markup and its languages."""
