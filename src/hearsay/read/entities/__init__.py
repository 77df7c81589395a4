"""Actors and things: their mentions found, joined and described."""
