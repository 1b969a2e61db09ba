"""The process, and what Slack sees."""
