"""A deck as files, made in processes of their own."""
