"""Actors across reports: which entity of one report is which of another."""
