"""The blocks of a lesson."""

from wagtail import blocks

from courses.authoring.blocks.base import HeadingBlock, SubheadingBlock, TextBlock
from courses.authoring.blocks.code import CodeBlock
from courses.authoring.blocks.files import DownloadBlock, RecordingBlock
from courses.authoring.blocks.pictures import ImageBlock, StepsBlock
from courses.authoring.blocks.remarks import CalloutBlock, DefinitionBlock, TrainerNoteBlock
from courses.authoring.blocks.tables import TableBlock
from courses.authoring.blocks.try_it import TryItBlock


def lesson_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a lesson, in the order an author meets them."""
    return [
        ("paragraph", TextBlock()),
        ("heading", HeadingBlock()),
        ("subheading", SubheadingBlock()),
        ("image", ImageBlock()),
        ("steps", StepsBlock()),
        ("recording", RecordingBlock()),
        ("callout", CalloutBlock()),
        ("definition", DefinitionBlock()),
        ("try_it", TryItBlock()),
        ("code", CodeBlock()),
        ("table", TableBlock()),
        ("download", DownloadBlock()),
        ("trainer_note", TrainerNoteBlock()),
    ]
