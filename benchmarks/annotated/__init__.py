"""What we annotated in public texts: offsets by set and id, read beside the sets themselves."""
