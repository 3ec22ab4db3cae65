"""The report of a check: an article with its marks, and each claim with verdict, evidence and history."""
