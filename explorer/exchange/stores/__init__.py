"""Another store into this one: nothing lost, nothing twice, what differs side by side."""
