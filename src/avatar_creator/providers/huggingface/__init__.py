"""Provider `huggingface`: photographs by FLUX through Hugging Face's router."""

from avatar_creator.providers.huggingface.provider import HuggingFaceProvider, connected, open_huggingface
from avatar_creator.providers.huggingface.settings import HuggingFaceSettings

__all__ = ["HuggingFaceProvider", "HuggingFaceSettings", "connected", "open_huggingface"]
