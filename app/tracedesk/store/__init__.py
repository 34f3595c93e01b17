"""Records become rows; this room holds the only writer.

Must not know where records come from, nor who reads the rows.
"""
