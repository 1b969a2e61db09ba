"""How Segue is watched over while it runs: health, metrics, traces, logs, what was set aside."""
