"""Workers are killed again and again while they make a recording of twelve parts: nothing of it shows in the end."""

import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Collection

from lms.foundation.api import jobs_under, stored_path
from lms.foundation.models import Job
from lms.foundation.work import registry
from media_pipeline.actions.add_recording import add_recording
from media_pipeline.models import Part, Recording, RenditionFile
from media_pipeline.scratch import own_folder
from tests.factories.media import Clips, process
from tests.faults import rounds
from tests.media.workers import Workers, be_patient

pytestmark = [
    pytest.mark.encodes,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quick"),
    pytest.mark.skipif(sys.platform != "linux", reason="workers are forks"),
]
# Three video files in four parts each.
OPTIONS = {"PART_SECONDS": 20}
PARTS = 12
KILLS = rounds(100)
AT_ONCE = 3
# The longest pause between two kills, as a share of what the work takes undisturbed on this machine today: with a
# fixed one a slow machine would see its workers killed while they look at the recording, and nowhere else.
LONGEST_PAUSE = 1 / 6


@pytest.fixture(autouse=True)
def small_parts(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts as short as they can be; jobs that may die often."""
    settings.HUNAR_MEDIA_PIPELINE = OPTIONS
    be_patient(lambda name, kind: monkeypatch.setitem(registry._kinds, name, kind), registry._kinds)


def files(recording: Recording) -> list[tuple[str, str, int, str]]:
    """Every file of every rendition, by its content."""
    rows = RenditionFile.objects.filter(rendition__recording=recording).select_related("stored", "rendition")
    return sorted((row.rendition.rung, row.role, row.position, row.stored.sha256) for row in rows)


def at_work(recording: Recording) -> list[str]:
    """The kinds of its jobs that run now."""
    return list(jobs_under(recording.job_prefix).filter(state=Job.State.RUNNING).values_list("kind", flat=True))


def everything_visible_is_whole() -> bool:
    """True when each file of each rendition that can be seen is there with all its bytes."""
    stored = {row.stored for row in RenditionFile.objects.select_related("stored")}
    return all(stored_path(each).stat().st_size == each.bytes for each in stored)  # type: ignore[union-attr]


def encoded_after_it_was_kept(log: list[str]) -> list[str]:
    """Parts that were finished and encoded once more."""
    kept: set[str] = set()
    twice = []
    for line in log:
        what, _, part = line.partition(" ")
        if what == "encodes" and part in kept:
            twice.append(part)
        if what == "kept":
            kept.add(part)
    return twice


def test_the_same_bytes_as_undisturbed_and_no_finished_part_twice(clips: Clips, tmp_path: Path) -> None:
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    source = clips.path("lesson.mp4")
    begun = time.monotonic()
    undisturbed = process(add_recording(source, title="Undisturbed", by=None))
    wanted = files(undisturbed)
    assert len({row[3] for row in wanted if row[0] in ("video", "standard")}) == 3
    longest = LONGEST_PAUSE * (time.monotonic() - begun)
    chance = random.Random(7)
    kills, struck = 0, Counter[str]()
    log = tmp_path / "log"
    with Workers(log, media=OPTIONS) as workers:
        while kills < KILLS:
            log.unlink(missing_ok=True)
            recording = add_recording(source, title="Disturbed", by=None)
            living = [workers.start() for _ in range(AT_ONCE)]
            while (recording := Recording.objects.get(pk=recording.pk)).state in ("waiting", "working"):
                time.sleep(chance.uniform(0, longest))
                assert everything_visible_is_whole()
                if kills < KILLS:
                    kills += 1
                    struck.update(at_work(recording))
                    workers.kill(living.pop(chance.randrange(len(living))))
                    living.append(workers.start())
            for worker in living:
                workers.kill(worker)
            assert recording.state == "ready", recording.failure
            assert files(recording) == wanted
            lines = log.read_text().splitlines()
            assert len({line for line in lines if line.startswith("encodes")}) == PARTS
            assert encoded_after_it_was_kept(lines) == []
    print(f"killed {kills} times, while this was at work: {dict(struck)}")  # noqa: T201
    assert not Part.objects.exists()
    with own_folder("the next job") as folder:
        assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["the next job"]
