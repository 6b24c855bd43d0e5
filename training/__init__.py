"""Trains, measures and releases the tagger; needs the `train` extra."""
