"""What a picture is made of, computed without Qt."""
