"""The gazetteer that ships with Hearsay, rebuilt by `python -m training.gazetteer`."""
