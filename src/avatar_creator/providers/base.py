"""What every image provider promises: its record of capabilities, one `generate` call, one error family.

Providers draw; they never retry, sleep between tries, charge, store or publish: a generation's life
belongs to `generations/`. Errors say what happened in words a creator understands (`detail`) and, for
the operator, what to do (`hint`).

    ProviderError
    ├── ProviderBusy             may pass; retry_after_seconds when the provider says when
    ├── ProviderTimeout          may pass
    ├── ProviderBadReply         may pass: an answer that is no picture, or a server error
    ├── ProviderRefused          final: the provider's content policy said no
    ├── ProviderUnauthorised     final: token missing, wrong or without permission
    ├── ProviderPaymentRequired  final: the account behind the provider has no credit
    └── ProviderMisconfigured    final: this provider cannot do what was asked as it is set up
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from avatar_creator.person import Attributes

Progress = Callable[[int], Awaitable[None]]
"""Called with the provider's own progress, 0 to 100 percent of the drawing."""


@dataclass(frozen=True, slots=True)
class Model:
    """An AI model or drawing style of a provider. `licence` is shown where it is chosen."""

    id: str
    title: str
    licence: str
    commercial_use: bool


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a provider can do; the page and the prompt builder adapt to it."""

    negative_prompt: bool = False
    step_progress: bool = False
    cancel: bool = False
    live_portrait: bool = False
    """Draws an SVG preview in milliseconds, without cost."""
    reads_pictures: bool = False
    """Draws a person from a photograph of them."""
    redraws_own: bool = False
    """Draws somebody it drew before again, from the recipe."""
    max_side_px: int = 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture of ours: upright and without metadata."""

    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Whom to draw again. `attributes` and `prompt` of the request are then what is to change, in values and in the
    asker's words.

    `kept` are attributes that must stay. `strength` from 0 to 1 says how surely the rest stays too.
    """

    recipe: Mapping[str, object]
    """The parameters of the picture, as the provider told them that drew it; empty for what was sent."""
    seed: int | None
    kept: frozenset[str]
    strength: float
    picture: Picture | None = None
    """How they look; always there for a provider that reads pictures."""


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """One picture to draw. `prompt` is the finished sentence for models that read; `attributes` is all
    that was understood, for providers that draw from values. The same request gives the same picture
    wherever the provider can keep that promise."""

    prompt: str
    negative_prompt: str | None
    attributes: Attributes
    seed: int
    model: str
    idempotency_key: str
    reference: Reference | None = None
    width_px: int = 1024
    height_px: int = 1024


@dataclass(frozen=True, slots=True)
class GeneratedImage:
    """Encoded picture as it came: it is checked and re-encoded like an upload before it is served."""

    content: bytes
    content_type: str
    seed: int
    model: str
    ignored: tuple[str, ...] = ()
    """Stated attributes that had no effect, as `attribute: value`."""
    gave_way: frozenset[str] = frozenset()
    """Attributes of the person before that are others now though nobody asked: with a reference only."""
    metadata: Mapping[str, object] = field(default_factory=dict)


class ImageProvider(Protocol):
    """Who draws. `id` is its name in settings, requests and rows."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities: ...

    @property
    def models(self) -> tuple[Model, ...]:
        """The first one is used unless another is asked for."""

    @property
    def configured(self) -> bool:
        """Whether it can be used as the settings stand."""

    @property
    def setup_hint(self) -> str | None:
        """What the operator has to set when it is not configured."""

    async def generate(self, request: ImageRequest, progress: Progress) -> GeneratedImage:
        """Draw one picture; cancelling the task cancels the drawing.

        Raises:
            ProviderError: see the module's tree.
        """


class ProviderError(Exception):
    """A drawing that did not come about. `slug` names the problem on the row, the wire and the docs page."""

    slug: ClassVar[str] = "provider-failed"
    title: ClassVar[str] = "The picture could not be made"
    may_pass: ClassVar[bool] = False

    def __init__(self, detail: str, *, hint: str | None = None, retry_after_seconds: float | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.hint = hint
        self.retry_after_seconds = retry_after_seconds


class ProviderBusy(ProviderError):
    slug = "provider-busy"
    title = "The provider is busy"
    may_pass = True


class ProviderTimeout(ProviderError):
    slug = "provider-timeout"
    title = "The provider took too long"
    may_pass = True


class ProviderBadReply(ProviderError):
    slug = "provider-bad-reply"
    title = "The provider sent no picture"
    may_pass = True


class ProviderRefused(ProviderError):
    slug = "provider-refused"
    title = "The provider declined to draw this"


class ProviderUnauthorised(ProviderError):
    slug = "provider-unauthorised"
    title = "The provider does not accept our token"


class ProviderPaymentRequired(ProviderError):
    slug = "provider-payment-required"
    title = "The account at the provider has no credit"


class ProviderMisconfigured(ProviderError):
    slug = "provider-misconfigured"
    title = "The provider is not set up for this"
