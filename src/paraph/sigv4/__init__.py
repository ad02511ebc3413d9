"""Signature Version 4: pure functions that sign and verify requests."""
