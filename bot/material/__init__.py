"""Files that people drop, as passages."""
