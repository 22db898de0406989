"""What was said, as cards and rows: quotes, accounts side by side, chains, the source itself."""
