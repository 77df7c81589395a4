"""Toponyms: found, told apart with the gazetteer, placed."""
