"""Who is who, on screen: pairs that may be the same, joining, taking apart, dividing."""
