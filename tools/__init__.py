"""What developing takes besides the program: its environment, pictures and checks."""
