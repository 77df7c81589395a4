"""Incidents: an act and its consequences at one place in one interval, what a coder enters as one row."""
