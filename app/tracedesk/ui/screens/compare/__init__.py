"""Two runs, or two steps, side by side."""
