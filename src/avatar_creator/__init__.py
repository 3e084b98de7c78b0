"""Avatar Creator, an app of the platform: people-avatars that last.

It enters by `plugin.py`, loaded by whoever serves or works; commands import only what they need.
"""
