"""Joining databases: what comes is vetted, what is the same becomes one, and the state is made anew from the log."""
