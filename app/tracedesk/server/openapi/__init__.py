"""What the server serves, as an OpenAPI document.

Paths and methods come from the route table itself, summaries from the routes' own docstrings. What a route reads is
declared here, one file a subject; tests/server/test_openapi.py holds it against what the routes really ask for.
"""
