"""Happenings: events of many reports that are the same one, by Splink and average linkage."""
