"""What can go wrong with what is asked of generations."""

from apphost.kit.problems import Conflict, NotFound, Problem


class GenerationNotFound(NotFound):
    slug = "generation-not-found"
    title = "This generation does not exist"

    def __init__(self) -> None:
        super().__init__("There is no such generation among yours.")


class ProjectNotFound(NotFound):
    slug = "project-not-found"
    title = "This project does not exist"

    def __init__(self) -> None:
        super().__init__("There is no such project among yours. It may have been deleted.")


class AlreadyEnded(Conflict):
    slug = "generation-ended"
    title = "This generation has already ended"


class NotFailed(Conflict):
    slug = "generation-not-failed"
    title = "Only failed and cancelled generations can be tried again"


class TooManyOpen(Problem):
    status = 429
    slug = "too-many-open-generations"
    title = "Too many pictures are waiting already"


class ProviderNotConfigured(Conflict):
    slug = "provider-not-configured"
    title = "This provider is not set up"


class ReferenceNotFound(NotFound):
    slug = "reference-not-found"
    title = "This picture does not exist"

    def __init__(self) -> None:
        super().__init__("There is no such reference picture among yours. Please send it again.")


class ConsentNeeded(Problem):
    status = 422
    slug = "consent-needed"
    title = "Say first whom the photograph shows"

    def __init__(self) -> None:
        super().__init__(
            "Pictures drawn from a photograph need your statement that it shows you, that you have the person's "
            "permission, or that it shows no real person. Send it as `consent`."
        )


class CannotReadPictures(Problem):
    status = 422
    slug = "provider-cannot-read-pictures"
    title = "This provider cannot draw from a picture"
