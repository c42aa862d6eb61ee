"""Spreadsheets and exports become records, and merge with those that are there."""
