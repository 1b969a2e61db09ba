"""Slack's Web API: a file per family of methods, each handler a pure answer to one call."""
