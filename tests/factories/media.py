"""Small recordings and rows of the media room."""

import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Collection

from lms.foundation.api import jobs_under, store_bytes
from lms.foundation.models import Job
from lms.foundation.work.runner import run as run_job
from lms.people.models import Person
from media_pipeline.ffmpeg import find_binary
from media_pipeline.models import Recording, Rendition, RenditionFile
from media_pipeline.permissions import grant_collection

SIZE = (640, 360)
# Large on purpose, as recordings are: a rendition that is not smaller than its source is left out.
SOURCE = ("-r", "25", "-c:v", "libx264", "-qp", "4", "-g", "4", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "256k")
WORDS = ("Contrast", "Margin and space", "Two signs, one word", "Try it at home")


def ffmpeg(*arguments: str | Path) -> None:
    """Run the site's ffmpeg to make a clip for a test."""
    command = [find_binary(), "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def slide(number: int, words: str) -> Image.Image:
    """A slide with a heading and lines that fill a good part of it."""
    shades = ((250, 250, 245), (235, 245, 250), (250, 240, 230), (240, 250, 238))
    image = Image.new("RGB", SIZE, shades[number % len(shades)])
    draw = ImageDraw.Draw(image)
    draw.text((40, 30), words, fill=(20, 30, 60), font=ImageFont.load_default(34))
    for line in range(5):
        shift = (number * 37 + line * 23) % 120
        draw.rectangle(
            (40 + shift, 110 + 40 * line, 300 + shift + 60 * (number % 3), 128 + 40 * line), fill=(30, 60, 90)
        )
    return image


@lru_cache(maxsize=1)
def clips(folder: Path) -> "Clips":
    """The clips of this run, made once."""
    return Clips(folder)


class Clips:
    """Makes each clip when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """The clip of that name: one of the methods below."""
        target = self.folder / name
        if not target.exists():
            getattr(self, name.replace("-", "_").replace(".", "_"))(target)
        return target

    def slides_mp4(self, target: Path) -> None:
        """Four slides of four seconds with a tone that swells like a voice."""
        for number, words in enumerate(WORDS):
            slide(number, words).save(self.folder / f"slide-{number}.png")
        pictures = ("-framerate", "1/4", "-i", self.folder / "slide-%d.png")
        voice = ("-f", "lavfi", "-i", "sine=frequency=220:duration=16,tremolo=f=4:d=0.8")
        ffmpeg(*pictures, *voice, *SOURCE, target)

    def silent_mp4(self, target: Path) -> None:
        """The same slides without sound."""
        ffmpeg("-i", self.path("slides.mp4"), "-an", "-c", "copy", target)

    def sound_m4a(self, target: Path) -> None:
        """The same sound without a picture."""
        ffmpeg("-i", self.path("slides.mp4"), "-vn", "-c", "copy", target)

    def cover_m4a(self, target: Path) -> None:
        """Sound with a cover picture, as music players write it."""
        slide(0, "Cover").save(self.folder / "cover.jpg")
        maps = ("-map", "0:a", "-map", "1:v", "-c", "copy", "-disposition:v:0", "attached_pic")
        ffmpeg("-i", self.path("sound.m4a"), "-i", self.folder / "cover.jpg", *maps, target)

    def phone_mp4(self, target: Path) -> None:
        """A phone held upright: stored lying down, with the note to turn it."""
        lying = self.folder / "lying.mp4"
        picture = ("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=10:duration=6,noise=alls=40:allf=t")
        sound = ("-f", "lavfi", "-i", "sine=frequency=300:duration=6")
        ffmpeg(*picture, *sound, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", lying)
        ffmpeg("-display_rotation", "90", "-i", lying, "-c", "copy", target)

    def lesson_mp4(self, target: Path) -> None:
        """Eighty seconds of the slides, small, five pictures a second."""
        tiny = ("-vf", "scale=160:90", "-r", "5", "-c:v", "libx264", "-qp", "4", "-pix_fmt", "yuv420p", "-c:a", "copy")
        ffmpeg("-stream_loop", "4", "-i", self.path("slides.mp4"), "-t", "80", *tiny, target)

    def flashes_mp4(self, target: Path) -> None:
        """A dark picture that flashes for half a second whenever a beep sounds, 25 pictures a second."""
        moments = (3, 19, 21, 40, 42, 59, 60, 62)
        now = "+".join(f"between(t,{moment},{moment + 0.499})" for moment in moments)
        bright = f"if(gt({now.replace('t,', 'T,')},0),235,16+mod(N,7))"
        picture = f"color=black:size=160x90:rate=25:duration=64,geq=lum='{bright}':cb=128:cr=128"
        sound = f"aevalsrc='0.5*sin(2*PI*1000*t)*({now})':sample_rate=48000:duration=64"
        ffmpeg("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, *SOURCE, target)

    def flashes_mkv(self, target: Path) -> None:
        """The same, with a picture only when something changes and five a second then."""
        near = "+".join(f"between(t,{at},{at + 0.81})" for at in (0, 1, 2, 3, 19, 21, 40, 42, 59, 60, 62, 63))
        rows = f"lutyuv=y='if(gt(val,128),235,16)',select='({near})*not(mod(n,5))'"
        quiet = ("-fps_mode", "vfr", "-c:v", "libx264", "-qp", "4", "-g", "50", "-c:a", "copy")
        ffmpeg("-i", self.path("flashes.mp4"), "-vf", rows, *quiet, target)


def stored(data: bytes, suffix: str = "bin") -> Any:
    """Some bytes in the content store."""
    return store_bytes(data, suffix=suffix, content_type="application/octet-stream")


def recording(**values: Any) -> Recording:
    """A recording in the root collection, without renditions."""
    given = {"title": "A lecture", "collection": Collection.get_first_root_node()} | values
    if "original" not in given:
        given["original"] = stored(given["title"].encode())
    return Recording.objects.create(**given)


def ready_recording(**values: Any) -> Recording:
    """A finished recording with slides, sound and video of a few made-up bytes."""
    made = recording(**({"state": "ready", "seconds": 60.0, "content_class": "slides"} | values))
    sound = [("audio", 0, None, b"opus", "mp4", "opus"), ("audio-fallback", 0, None, b"aac" * 3, "m4a", "mp4a.40.2")]
    stills = [
        (role, number, 20.0 * number, f"{role} {number}".encode(), suffix, "")
        for number in range(2)
        for role, suffix in (("still", "avif"), ("still-fallback", "webp"))
    ]
    video = [
        ("video", 0, None, b"av1", "mp4", "av01.0.04M.08, opus"),
        ("video-fallback", 0, None, b"h264", "mp4", "avc1.64001f, mp4a.40.2"),
    ]
    for rung, files in (("slides", sound + stills), ("audio", sound), ("video", video)):
        rendition = Rendition.objects.create(
            recording=made, rung=rung, bytes=1000, codecs="", tool_version="", recipe_hash=rung
        )
        for role, position, at, data, suffix, codecs in files:
            file = store_bytes(data, suffix=suffix, content_type="video/mp4" if rung == "video" else "audio/mp4")
            RenditionFile.objects.create(
                rendition=rendition,
                role=role,
                position=position,
                at_seconds=at,
                stored=file,
                codecs=codecs,
                width=640,
                height=360,
            )
    return made


def waiting_jobs(made: Recording) -> "QuerySet[Job]":
    """The jobs of a recording that wait, in the order in which a worker takes them."""
    waiting = jobs_under(made.job_prefix).filter(state=Job.State.WAITING, run_after__lte=timezone.now())
    return waiting.order_by("-priority", "created_at", "pk")


def process(made: Recording) -> Recording:
    """Run the jobs of a recording here and now until none is left, and return it as it is then."""
    while (row := waiting_jobs(made).first()) is not None:
        run_job(row.uuid)
    made.refresh_from_db()
    return made


def trainer(name: str, collection: Collection | None = None) -> Person:
    """Somebody with an account who may enter Wagtail and work with the recordings of ``collection``."""
    from django.contrib.auth.models import Permission

    user = get_user_model().objects.create_user(username=name, password="a long enough word")
    group = Group.objects.create(name=f"group of {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if collection is not None:
        grant_collection(group, collection)
    user.groups.add(group)
    return Person.objects.create(user=user, display_name=name)
