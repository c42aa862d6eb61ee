"""The version of posterbook, below everything that writes it into a file or a message."""

__version__ = "0.1.0"
