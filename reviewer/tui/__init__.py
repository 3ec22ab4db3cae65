"""The screen: it draws the session and turns a key into one call on it."""
