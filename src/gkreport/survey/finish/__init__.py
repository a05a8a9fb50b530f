"""From the chunks that are done to the tables that people get."""
