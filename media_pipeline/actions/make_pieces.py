"""Making the pieces that renditions are put together from: what ``media.voice`` and ``media.part`` do."""

from pathlib import Path

from lms.foundation.api import JobRun, store_path
from media_pipeline.actions.at_work import telling, workshop, writing
from media_pipeline.actions.next_jobs import enqueue_due
from media_pipeline.models import Part, Recording
from media_pipeline.pipeline.plan import Piece, Plan


def make_voice(run: JobRun, recording: Recording, plan: Plan) -> None:
    """Every sound of the plan that is missing, each kept as soon as it is whole."""
    tell = telling(run, recording, "making the sound")
    sounds = list(plan.sounds().values())
    for done, piece in enumerate(sounds):
        if has_piece(recording, piece, 0):
            continue

        def tell_share(share: float, done: int = done) -> None:
            tell((done + share) / len(sounds))

        with workshop(run, recording.source) as shop:
            keep_piece(run, recording, plan, piece, 0, shop.sound(plan, piece, tell_share))


def make_part(run: JobRun, recording: Recording, plan: Plan, name: str, position: int) -> None:
    """One part of the picture ``name``, unless it is there already."""
    piece = plan.pictures()[name]
    if has_piece(recording, piece, position):
        return
    tell = telling(run, recording, f"video, part {position + 1} of {piece.count}")
    with workshop(run, recording.source) as shop:
        keep_piece(run, recording, plan, piece, position, shop.part(plan, piece, position, tell))


def has_piece(recording: Recording, piece: Piece, position: int) -> bool:
    """True when this piece is finished and held."""
    return recording.parts.filter(recipe_hash=piece.hash, position=position).exists()


def keep_piece(run: JobRun, recording: Recording, plan: Plan, piece: Piece, position: int, path: Path) -> None:
    """Hold a finished piece, and ask for what can be put together now."""
    stored = store_path(path, suffix=path.suffix.lstrip("."), content_type="video/mp4")
    with writing(run, recording) as locked:
        Part.objects.get_or_create(
            recording=locked, recipe_hash=piece.hash, position=position, defaults={"stored": stored}
        )
        enqueue_due(locked, plan, by=run.created_by)
