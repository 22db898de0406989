"""Entities of FollowTheMoney, in and out."""
