"""Measures that take longer than a test may: run as modules, printed as tables."""
