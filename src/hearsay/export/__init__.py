"""What leaves Hearsay: one file per form, each from the record alone."""
