"""What the format is: its tables as data, how they are made, renewed and told from others."""
