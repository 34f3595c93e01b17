"""A deleted project is hidden and its keys are refused; it is kept for whoever takes that back."""

STATEMENTS = ("ALTER TABLE project ADD COLUMN deleted_ns INTEGER",)
