"""Spreadsheets and exports become records: files to tables, columns to fields, rows to plain records."""
