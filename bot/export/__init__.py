"""Conversations taken elsewhere: a documented format for programs, and Markdown for people (docs/export.md)."""
