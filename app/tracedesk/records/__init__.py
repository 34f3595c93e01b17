"""What we talk about: frozen dataclasses and their units.

Every room may import these. They must not know any other room.
"""
