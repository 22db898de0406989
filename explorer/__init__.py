"""What the program knows about actors and interactions, without Qt and without SQL."""
