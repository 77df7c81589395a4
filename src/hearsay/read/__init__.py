"""Layers of reading: text and earlier layers in, one layer out."""
