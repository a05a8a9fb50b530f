"""Thousands of reports at once: read, checked, and laid out as tables and a page for people."""
