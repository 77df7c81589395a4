"""Many records in, what they have to do with each other out: lineage, happenings, incidents, estimates."""
