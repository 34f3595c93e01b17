"""Numbered changes of the schema; each is frozen once it has been released."""
