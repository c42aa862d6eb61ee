"""The stages of a booklet for a Python program, and the whole runs that the command line starts."""
