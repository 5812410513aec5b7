"""The demo's long work, as jobs."""

import tempfile
from pathlib import Path

from django.dispatch import receiver

from lms.foundation.api import JobRun, enqueue, job
from media_pipeline.api import add_recording
from media_pipeline.models import Recording
from media_pipeline.signals import recording_failed, recording_ready


@job("demo.lecture", queue="media")
def make(run: JobRun, *, name: str) -> None:
    """Draw and join one lecture, then hand it to the pipeline as a trainer would."""
    from lms.project.demo import lectures_to_come
    from lms.project.demo.lectures import make_lecture

    lecture = next(each for each in lectures_to_come.planned() if each.name == name)
    if Recording.objects.filter(title=lecture.title).exists():
        return
    run.progress(10, f"Drawing the lecture “{lecture.title}”")
    with tempfile.TemporaryDirectory(prefix="hunar-") as folder:
        made = make_lecture(lecture.specification, Path(folder) / f"{name}.mp4")
        add_recording(
            made,
            title=lecture.title,
            by=None,
            collection=lectures_to_come.collection_for(lecture),
            language=lecture.language,
            synthetic_voice=True,
        )


@job("demo.place")
def place(run: JobRun, *, recording: str) -> None:
    """Give a finished lecture its words and its page, then begin the next."""
    from lms.project.demo import lectures_to_come
    from lms.project.demo.words import write_words

    found = Recording.objects.get(uuid=recording)
    lecture = lectures_to_come.lecture_of(found)
    if lecture is None:
        return
    run.progress(10, f"Placing the lecture “{lecture.title}”")
    if found.state == "ready":
        write_words(found, lecture.specification)
        lectures_to_come.place(found, lecture)
    if following := lectures_to_come.after(lecture):
        lectures_to_come.ask_for(following)


@receiver([recording_ready, recording_failed], dispatch_uid="hunar_project.place_demo_lecture")
def go_on(recording: Recording, **_: object) -> None:
    """A demo lecture ended, well or not: the next one is not held up by it."""
    from lms.project.demo import lectures_to_come

    if lectures_to_come.lecture_of(recording):
        enqueue("demo.place", key=f"demo.place.{recording.uuid}", payload={"recording": str(recording.uuid)})
