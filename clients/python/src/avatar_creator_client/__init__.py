"""Avatar Creator from Python: `AvatarCreator` and, awaited, `AsyncAvatarCreator`."""

from avatar_creator_client.async_client import AsyncAvatarCreator
from avatar_creator_client.client import AvatarCreator
from avatar_creator_client.models import (
    Attributes,
    Avatar,
    Duplicate,
    Generation,
    Persona,
    Problem,
    Project,
    UploadedAvatar,
    Usage,
)
from avatar_creator_client.problems import (
    AvatarCreatorError,
    EditConflict,
    NotAccepted,
    NotAllowed,
    NotFound,
    NotMade,
    NotSignedIn,
    ProblemError,
)

__all__ = [
    "AsyncAvatarCreator",
    "Attributes",
    "Avatar",
    "AvatarCreator",
    "AvatarCreatorError",
    "Duplicate",
    "EditConflict",
    "Generation",
    "NotAccepted",
    "NotAllowed",
    "NotFound",
    "NotMade",
    "NotSignedIn",
    "Persona",
    "Problem",
    "ProblemError",
    "Project",
    "UploadedAvatar",
    "Usage",
]
