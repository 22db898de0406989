"""Networks of any size as pixels, without Qt: ties as light and ink, nodes as small marks."""
