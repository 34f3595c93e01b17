"""How each kind of instrumentation names things: attributes become fields of records."""
