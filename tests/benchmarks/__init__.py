"""Speed and memory, measured and never asserted; `make bench` runs all of it."""
