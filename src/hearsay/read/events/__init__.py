"""What happened: triggers, kinds, participants, factuality, when, where and how many."""
