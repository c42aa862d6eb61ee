"""The run: what the command line and a program of your own call."""
