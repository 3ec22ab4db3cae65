"""Pydantic models of what crosses a border: a line of a file, a record, a setting; all are frozen."""
