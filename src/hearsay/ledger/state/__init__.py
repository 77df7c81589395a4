"""The present state as a function of the journal: each entry, in its order, changes some tables."""
