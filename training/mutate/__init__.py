"""Alters one place of a document at a time and asks whether a finding points there."""
