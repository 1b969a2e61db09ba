"""Conversations as LangGraph state machines: they decide what comes next, and touch nothing else."""
