"""Attributions inside the content of another: "said he *plans* to leave", "the fear that it burns"."""
