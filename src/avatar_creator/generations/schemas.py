"""JSON shapes of generations."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from apphost.kit.schemas import Id, Name, Note, Schema, Storable, Word
from avatar_creator.avatars.schemas import Avatar
from avatar_creator.person import Attributes, Persona

Status = Literal["pending", "processing", "completed", "failed", "cancelled"]
Prompt = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), Storable]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]


class GenerateRequest(Schema):
    """Ask for 1 to 4 pictures of one person. A prompt, an attribute or a persona is needed: something
    must say who it is."""

    prompt: Prompt = ""
    name: Name | None = None
    persona: Persona | None = None
    attributes: Attributes | None = None
    count: Annotated[int, Field(ge=1, le=4)] = 1
    seed: Seed | None = None
    provider: Word | None = None
    model: Word | None = None
    negative_prompt: Note | None = None


Aspect = Literal["outfit", "expression", "background", "age", "style", "hair"]
Consent = Literal["self", "permission", "not_a_person"]


class FromPresetRequest(Schema):
    """Ask for 1 to 4 pictures of a preset's person. What is stated is merged over the preset field by field, where
    `null` clears. Without a seed the first picture has the face of the preset's preview."""

    preset_id: Id
    custom_name: Name | None = None
    prompt: Prompt | None = None
    persona: Persona | None = None
    attributes: Attributes | None = None
    count: Annotated[int, Field(ge=1, le=4)] = 1
    seed: Seed | None = None
    provider: Word | None = None
    model: Word | None = None


class FromReferenceRequest(Schema):
    """Ask for another look of somebody: of an avatar, or of a person in a picture that was sent.

    What the prompt or the attributes say changes, unless `keep` names it; everything else stays, the more surely the
    higher `strength` is. `consent` is the asker's statement about a photograph: it shows themselves, they have the
    person's permission, or it shows no real person.
    """

    avatar_id: Id | None = None
    reference_id: Id | None = None
    name: Name | None = None
    prompt: Prompt = ""
    persona: Persona | None = None
    attributes: Attributes | None = None
    strength: Annotated[float, Field(ge=0, le=1)] = 0.8
    keep: Annotated[list[Aspect], Field(max_length=6)] = []
    consent: Consent | None = None
    count: Annotated[int, Field(ge=1, le=4)] = 1
    seed: Seed | None = None
    provider: Word | None = None
    model: Word | None = None


class GenerateAccepted(Schema):
    """`generation_id` is the first of `generation_ids`."""

    generation_id: str
    generation_ids: list[str]


class ProblemSummary(Schema):
    """Why a generation ended without a picture; `slug` has a page under `/problems/`."""

    slug: str
    title: str
    detail: str


class Generation(Schema):
    """One run asked by a user. `queue_position` (1 = next) and `eta_seconds` (until it is done) are
    null when they cannot be told or no longer matter."""

    id: str
    project_id: str
    avatar_id: str | None
    batch_id: str
    status: Status
    prompt: str
    name: str
    persona: Persona
    attributes: Attributes
    """As asked; what was understood beside it is on the finished avatar."""
    provider: str
    model: str
    seed: int
    progress_percent: int
    attempt: int
    next_attempt_at: datetime | None
    queue_position: int | None
    eta_seconds: int | None
    problem: ProblemSummary | None
    retry_of: str | None
    source_type: Literal["text_to_image", "from_preset", "from_reference"]
    preset_id: str | None
    parent_avatar_id: str | None
    reference_id: str | None
    version: int
    """Grows with every change: of two events about one generation the higher version is the later."""
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


class GenerationPage(Schema):
    items: list[Generation]
    next_cursor: str | None


class GenerationEvent(Schema):
    """Data of every `generation:*` event, and the answers of cancel and retry share `generation`."""

    app: str
    generation_id: str
    project_id: str
    generation: Generation
    avatar: Avatar | None = None
    problem: ProblemSummary | None = None


class PreviewRequest(Schema):
    """What `POST /prompts/preview` takes: the generate form as it stands, half filled or empty."""

    prompt: Prompt = ""
    persona: Persona | None = None
    attributes: Attributes | None = None
    seed: Seed = 0
    provider: Word | None = None
    model: Word | None = None


class Preview(Schema):
    """What would be asked of the provider. `portrait` is an SVG document to be shown as an image."""

    prompt: str
    negative_prompt: str | None
    understood: Attributes
    ignored: list[str]
    cost: int
    portrait: str | None


class PersonInWords(Schema):
    """`text` is for people and language models, `prompt` for image models."""

    text: str
    prompt: str
    negative_prompt: str | None


class AttributeValue(Schema):
    """`providers` names who can draw it: a provider id, or `provider/model` where only one model can."""

    id: str
    labels: dict[str, str]
    providers: list[str]


class AttributeDescription(Schema):
    id: str
    open: bool
    """Whether any other short text is accepted too."""
    values: list[AttributeValue]


class AttributeList(Schema):
    items: list[AttributeDescription]


class ModelDescription(Schema):
    id: str
    title: str
    licence: str
    commercial_use: bool


class ProviderDescription(Schema):
    id: str
    title: str
    configured: bool
    setup_hint: str | None
    is_default: bool
    cost: int
    live_portrait: bool
    negative_prompt: bool
    step_progress: bool
    reads_pictures: bool
    """Whether it can draw a person from a photograph."""
    models: list[ModelDescription]


class ProviderList(Schema):
    items: list[ProviderDescription]
