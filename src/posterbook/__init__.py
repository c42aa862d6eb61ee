"""posterbook turns the study records of a poster session into a printable booklet."""

__version__ = "0.1.0"
