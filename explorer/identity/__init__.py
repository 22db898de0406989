"""Who is who: pairs that may be the same, judged, joined, taken apart, and one divided into two."""
