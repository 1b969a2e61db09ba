"""What customers are compared by: made from what the file holds."""
