"""The trace page: its steps with their times, and everything about the selected one."""
