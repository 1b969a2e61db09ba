"""From Slack's payloads to what happened: no thinking, no calls."""
