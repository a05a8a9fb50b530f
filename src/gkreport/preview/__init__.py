"""A report and what a check finds in it, side by side in a browser, anew after each saving."""
