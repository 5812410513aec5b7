"""Files of devices at the door: look first, then bring in; each line is accounted for."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from courses.running.actions.audit import record
from courses.running.attendance.counting import count_days, device_zone, standing_punches, touched_by
from courses.running.attendance.device_file import Line, UnreadableFile, read_lines, text_of
from courses.running.errors import Refusal
from courses.running.models import DeviceBadge, DeviceImport, Punch, PunchReading
from courses.running.permissions import require
from lms.people.models import Centre, Person

MOST_CLOCK_MINUTES = 24 * 60
State = PunchReading.State


class OnlyLooking(Exception):
    """Takes back what a look at a file wrote."""


@transaction.atomic
def plan_import(centre: Centre, data: bytes, *, device: str, clock_minutes: int, by: Person | None) -> DeviceImport:
    """Keep a file until it is confirmed, with what would come of its lines; nothing of it counts yet.

    ``clock_minutes`` is how far the device's clock is fast. Raise ``Refusal`` for a file that cannot be read.
    """
    require(by, "import_punches", centre)
    try:
        text = text_of(data)
        read_lines(text)
    except UnreadableFile as problem:
        raise Refusal(str(problem)) from problem
    check_clock(clock_minutes)
    Centre.objects.select_for_update().get(pk=centre.pk)
    left = DeviceImport.objects.filter(centre=centre, state=DeviceImport.State.PLANNED)
    left.filter(Q(by=by) | Q(at__lt=timezone.now() - timedelta(days=1))).delete()
    planned = DeviceImport(
        centre=centre, device=device, sha256=hashlib.sha256(data).hexdigest(), text=text, by=by, at=timezone.now()
    )
    planned.clock_minutes = clock_minutes
    try:
        with transaction.atomic():
            planned.save()
            bring_in(planned, by)
            raise OnlyLooking
    except OnlyLooking:
        planned.pk = None
        planned.save()
    return planned


@transaction.atomic
def confirm_import(planned: DeviceImport, *, by: Person | None) -> DeviceImport:
    """Bring a planned file in. A file that is in already changes nothing, whatever it is called."""
    require(by, "import_punches", planned.centre)
    Centre.objects.select_for_update().get(pk=planned.centre_id)
    locked = DeviceImport.objects.filter(pk=planned.pk).first()
    if locked is None or locked.state == DeviceImport.State.DONE:
        raise Refusal("This file was brought in already. Nothing was changed.")
    known = DeviceImport.objects.filter(
        centre=locked.centre, device=locked.device, sha256=locked.sha256, state=DeviceImport.State.DONE
    ).first()
    if known is not None:
        locked.delete()
        return known
    entries = bring_in(locked, by)
    locked.text, locked.state, locked.by, locked.at = "", DeviceImport.State.DONE, by, timezone.now()
    locked.save()
    record(locked, "import_punches", by, source=str(locked.uuid), entries=entries)
    return locked


@transaction.atomic
def correct_clock(brought: DeviceImport, clock_minutes: int, *, by: Person | None) -> int:
    """Say how far the clock was fast after all: every punch of the file is put right and its days counted again.

    Return how many roll entries were new. What was there before stays in the ledger.
    """
    require(by, "import_punches", brought.centre)
    check_clock(clock_minutes)
    Centre.objects.select_for_update().get(pk=brought.centre_id)
    standing = list(standing_punches().filter(source=brought))
    before = touched_by(standing)
    right = [
        followed(punch, by, effective_at=punch.device_at - timedelta(minutes=clock_minutes))
        for punch in standing
        if punch.effective_at != punch.device_at - timedelta(minutes=clock_minutes)
    ]
    brought.clock_minutes = clock_minutes
    brought.save(update_fields=["clock_minutes"])
    Punch.objects.bulk_create(right, batch_size=500)
    after = touched_by([*standing, *right])
    entries = count_days(brought.centre, after, by) if before and after and right else []
    record(brought, "correct_clock", by, source=str(brought.uuid), entries=[str(entry.uuid) for entry in entries])
    return len(entries)


def check_clock(minutes: int) -> None:
    """Refuse a correction of more than a day."""
    if abs(minutes) > MOST_CLOCK_MINUTES:
        raise Refusal("A clock is put right by up to a day, 1440 minutes. Nothing was changed.")


def bring_in(source: DeviceImport, by: Person | None) -> list[str]:
    """Append the punches of a file's lines, count their days, and account for every line; uuids of new roll entries."""
    lines = read_lines(source.text)
    made = {line.place: punch_of(line, line.at, source, by) for line in lines if line.at is not None}
    too_late = {place for place, punch in made.items() if punch.effective_at > timezone.now()}
    good = {place: punch for place, punch in made.items() if place not in too_late}
    fresh = not_known(source, good)
    punches = [good[place] for place in sorted(fresh)]
    Punch.objects.bulk_create(punches, batch_size=500)
    touched = touched_by(punches)
    entries = count_days(source.centre, touched, by) if touched else []
    whys = [[line.place, line.why] for line in lines if line.why]
    source.refused_lines = sorted([*whys, *([place, "future"] for place in too_late)])
    account(source, len(lines), len(good) - len(fresh), punches)
    return [str(entry.uuid) for entry in entries]


def punch_of(line: Line, said_at: datetime, source: DeviceImport, by: Person | None) -> Punch:
    """Return the punch of a line, not yet written: its time put right, nobody's as yet."""
    at = said_at.replace(tzinfo=device_zone()).astimezone(UTC)
    return Punch(
        kind=line.kind,
        centre=source.centre,
        device=source.device,
        number=line.number,
        device_at=at,
        effective_at=at - timedelta(minutes=source.clock_minutes),
        source=source,
        actor=by.uuid if by else None,
    )


def not_known(source: DeviceImport, good: dict[int, Punch]) -> set[int]:
    """Return the places of lines whose punch is in no earlier line and in no earlier file; name their people."""
    numbers = {punch.number for punch in good.values()}
    times = [punch.device_at for punch in good.values()]
    ledger = Punch.objects.filter(centre=source.centre, device=source.device, supersedes=None)
    span = ledger.filter(device_at__gte=min(times), device_at__lte=max(times)) if times else ledger.none()
    seen = set(span.values_list("number", "device_at", "kind"))
    badges = DeviceBadge.objects.filter(centre=source.centre)
    owners = {number: person for number, person in badges.values_list("number", "person") if number in numbers}
    fresh = set()
    for place, punch in sorted(good.items()):
        key = (punch.number, punch.device_at, punch.kind)
        if key not in seen:
            seen.add(key)
            fresh.add(place)
            punch.person_id = owners.get(punch.number)
    return fresh


def account(source: DeviceImport, lines: int, known: int, punches: Iterable[Punch]) -> None:
    """Write how the lines were read; the four numbers are all of them."""
    keys = [punch.pk for punch in punches]
    states: Counter[str] = Counter()
    for start in range(0, len(keys), 500):
        found = PunchReading.objects.filter(punch__in=keys[start : start + 500])
        states.update(found.values_list("state", flat=True))
    source.lines = lines
    source.used = states[State.USED]
    source.duplicates = known + states[State.DUPLICATE]
    source.refused = len(source.refused_lines)
    source.exceptions = sum(states.values()) - states[State.USED] - states[State.DUPLICATE]
    source.save()


def followed(punch: Punch, by: Person | None, **changes: object) -> Punch:
    """Return the punch that supersedes this one with something put right, not yet written."""
    kept = ("kind", "centre_id", "device", "number", "device_at", "effective_at", "person_id", "source_id")
    values = {name: getattr(punch, name) for name in kept} | changes
    return Punch(supersedes=punch, actor=by.uuid if by else None, **values)
