"""The user's mapping rules: one list of JSON for the whole data folder."""

STATEMENTS = ("CREATE TABLE mapping_rules (one INTEGER PRIMARY KEY CHECK (one = 1), rules TEXT NOT NULL) STRICT",)
