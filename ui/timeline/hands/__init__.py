"""What mouse and keyboard do on the timeline, turned into what is meant by it."""
