"""Invented disclosures whose every tag, fact, table cell and planted mistake is known."""
