"""Event data as feeds publish it: GDELT, ICEWS, POLECAT; codes become names."""
