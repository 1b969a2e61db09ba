"""What a turn of Segue costs, beside the naive stack and a bare Bolt app. `make bench` runs it; docs/bench.md tells."""
