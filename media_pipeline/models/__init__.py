"""Data of this room: recordings, what was made of them, what is said and shown in them, and what is on its way in."""

from media_pipeline.models.caption import Caption
from media_pipeline.models.part import Part
from media_pipeline.models.recording import Recording
from media_pipeline.models.rendition import Rendition, RenditionFile
from media_pipeline.models.slide import Slide
from media_pipeline.models.upload import Upload

__all__ = ["Caption", "Part", "Recording", "Rendition", "RenditionFile", "Slide", "Upload"]
