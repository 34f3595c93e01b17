"""Pure sums over records and numbers: trees, percentiles, histograms.

No files, no clock, no database.
"""
