"""How each kind of instrumentation names things, as plain data: one file a dialect, attribute names by what they tell.

Where several dialects tell the same thing, ``dialects.precedence`` says whose word counts.
"""
