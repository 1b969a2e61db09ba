"""A small Slack in one process: a workspace with people in it, for trying and testing any Slack app."""
