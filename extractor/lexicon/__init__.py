"""Vocabulary as data: TOML for entries with fields, TXT for plain lists, and ``load``, the only reader of them."""
