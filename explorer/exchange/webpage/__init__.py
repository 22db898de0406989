"""A view as one page for a browser: network, timeline, words and sources, without the network."""
