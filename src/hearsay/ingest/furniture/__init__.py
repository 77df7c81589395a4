"""Furniture: what a page carries beside the story, marked and asked for what it tells."""

from hearsay.ingest.furniture.recognise import Piece, recognise

__all__ = ["Piece", "recognise"]
