"""The rules that say how many segments there are, a file each: of points and counts, drawn from a seed."""
