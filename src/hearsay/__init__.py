"""Hearsay: news reports in, a sourced record of claims out."""

__version__ = "0.1.0"
