"""A finished survey answers questions: shipped ones and SQL. Nothing here changes a file."""
