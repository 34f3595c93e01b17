"""Which observations are roots to their program, though they have a parent elsewhere."""

STATEMENTS = ("ALTER TABLE observation ADD COLUMN app_root INTEGER",)
