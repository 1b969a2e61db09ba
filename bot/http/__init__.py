"""Slack over HTTP: what it sends to us, signed, and how Segue gets into a workspace."""
