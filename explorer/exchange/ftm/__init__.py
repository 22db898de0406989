"""FollowTheMoney's entities, as lines of JSON: read and written."""
