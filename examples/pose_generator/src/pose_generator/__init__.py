"""Pose sheets: one person of the library in several expressions."""
