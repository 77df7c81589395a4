"""Who says what: drafts become attributions with voice, stance, speaker and time of saying."""
