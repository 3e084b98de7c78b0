"""The built-in illustrated portraits: deterministic drawings of every attribute, without any service."""

from avatar_creator.providers.illustrated.drawing import Drawing, draw, honours
from avatar_creator.providers.illustrated.provider import IllustratedProvider

__all__ = ["Drawing", "IllustratedProvider", "draw", "honours"]
