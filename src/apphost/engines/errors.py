"""The one error of this package: a line that an operator can act on, never a stack trace."""


class EngineError(Exception):
    """A server or its data folder cannot be used; the text says why and what to do about it."""
