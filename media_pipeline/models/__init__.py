"""Data of this room: recordings and what was made of them."""

from media_pipeline.models.recording import Recording
from media_pipeline.models.rendition import Rendition, RenditionFile

__all__ = ["Recording", "Rendition", "RenditionFile"]
