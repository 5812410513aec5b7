"""Reading uploads."""

from typing import Any

from django.db.models import F, QuerySet, Sum

from media_pipeline.models import Upload


def unfinished(user: Any) -> "QuerySet[Upload]":
    """What the account has begun and not finished, newest first."""
    return Upload.objects.filter(owner=user, state=Upload.State.RECEIVING)


def same_file(user: Any, *, length: int, checksum: str) -> Upload | None:
    """The account's unfinished upload of the file with this checksum."""
    return unfinished(user).filter(length=length, checksum=checksum).first() if checksum else None


def unfinished_bytes(user: Any, *, besides: Upload | None = None) -> int:
    """How much the account's unfinished uploads will be together when they are done."""
    return _sum(unfinished(user).exclude(pk__in=[besides.pk] if besides else []), F("length"))


def bytes_on_their_way() -> int:
    """What the site has promised to take in and has not got yet."""
    return _sum(Upload.objects.filter(state=Upload.State.RECEIVING), F("length") - F("offset"))


def _sum(uploads: "QuerySet[Upload]", what: Any) -> int:
    return uploads.aggregate(sum=Sum(what))["sum"] or 0
