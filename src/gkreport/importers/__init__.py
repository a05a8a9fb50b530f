"""What was already published, read without guessing: a figure is exactly right or unresolved."""
