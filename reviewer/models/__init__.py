"""Pydantic models of what crosses a border: a line of a file, a record, a setting; all are frozen."""

SCHEMA_ID = "reviewer/record"
"""What a line of an export, or of `reviewer suggest`, calls itself: such a line has a "text", and is no article."""
