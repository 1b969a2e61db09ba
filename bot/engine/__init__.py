"""From an event to a committed turn to a call in Slack, so that nothing is lost and nothing doubled."""
