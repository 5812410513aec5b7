"""Unfinished uploads in the content store's own bucket: immutable pieces, joined by the store itself in the end.

A piece that was written is never written again, so two writers and a killed one can leave pieces that no row names,
but never change one that a row names. The joining is one S3 multipart upload whose parts are copied inside the store.
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.utils import timezone

from lms.foundation.api import store_by
from lms.foundation.models import StoredFile
from media_pipeline.uploads.errors import StagingFull, StagingLost, StagingSilent
from media_pipeline.uploads.staging import Place

# The least that S3 takes as a part of a multipart upload, unless it is the last.
PART = 5 * 1024 * 1024
STALE = timedelta(hours=24)
_CONTENT_NAME = re.compile(r"(?:^|/)([0-9a-f]{2})/\1[0-9a-f]{62}\.[a-z0-9]{1,16}$")
_FULL = {"QuotaExceeded", "EntityTooLarge", "InsufficientStorage", "XMinioStorageFull"}
_LOST = {"NoSuchKey"}


class BucketStaging:
    """Pieces under ``arriving/<name>/``. All but the last few, which together are shorter than a part, are parts."""

    step = PART

    def __init__(self, storage: Any) -> None:
        """``storage`` is django-storages' S3 storage."""
        self.storage = storage
        self.bucket: str = storage.bucket_name
        self.base = storage.location.strip("/") + "/" if storage.location else ""
        self.client = storage.connection.meta.client

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Nobody has to wait: a piece is never written over."""
        yield

    def write(self, name: str, place: Place, offset: int, data: bytes) -> Place:
        """One more piece; short ones before it are taken into it as soon as that makes a part."""
        pieces: list[tuple[str, int]] = [*map(tuple, place.get("pieces", []))]
        if sum(size for _, size in pieces) != offset:
            raise StagingLost
        short = _short_tail(pieces)
        with _storage_errors():
            if short and len(data) + sum(size for _, size in short) >= PART:
                data = b"".join(self._get(key) for key, _ in short) + data
                pieces = pieces[: -len(short)]
            key = f"{self.base}arriving/{name}/{uuid.uuid4().hex}"
            self.client.put_object(Bucket=self.bucket, Key=key, Body=data, **self._parameters(key))
        return {**place, "pieces": [*pieces, (key, len(data))]}

    def read(self, name: str, place: Place, length: int) -> Iterator[bytes]:
        """Piece by piece, as they were written."""
        for key, size in place.get("pieces", []):
            with _storage_errors():
                piece = self._get(key)
            if len(piece) != size:
                raise StagingLost
            length -= size
            yield piece
        if length:
            raise StagingLost

    def hand_over(
        self, name: str, place: Place, length: int, *, sha256: str, suffix: str, content_type: str
    ) -> StoredFile:
        """The store joins the pieces under the content's name; the bytes do not travel again."""
        with _storage_errors():
            put = partial(self._join, place["pieces"], content_type)
            return store_by(put, sha256=sha256, size=length, suffix=suffix, content_type=content_type)

    def discard(self, name: str) -> None:
        """Every piece, also those no row names."""
        with _storage_errors():
            self.storage.bucket.objects.filter(Prefix=f"{self.base}arriving/{name}/").delete()

    def names(self) -> set[str]:
        """The folders, as S3 counts them."""
        prefix = f"{self.base}arriving/"
        with _storage_errors():
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=prefix, Delimiter="/"
            )
            found = [each["Prefix"] for page in pages for each in page.get("CommonPrefixes", [])]
        return {key.removeprefix(prefix).rstrip("/") for key in found}

    def sweep(self) -> None:
        """Give up joinings of the content store that began a day ago: S3 keeps and bills their parts for ever."""
        before = timezone.now() - STALE
        with _storage_errors():
            pages = self.client.get_paginator("list_multipart_uploads").paginate(Bucket=self.bucket, Prefix=self.base)
            for each in (each for page in pages for each in page.get("Uploads", [])):
                if each["Initiated"] < before and _CONTENT_NAME.search(each["Key"]):
                    self.client.abort_multipart_upload(Bucket=self.bucket, Key=each["Key"], UploadId=each["UploadId"])

    def free_bytes(self) -> int | None:
        """A bucket has no bottom."""
        return None

    def _join(self, pieces: list[tuple[str, int]], content_type: str, content_name: str) -> None:
        key = self.base + content_name
        target = {"Bucket": self.bucket, "Key": key}
        kind = {"ContentType": content_type, **self._parameters(content_name)}
        opened = self.client.create_multipart_upload(**target, **kind)
        target["UploadId"] = opened["UploadId"]
        try:
            parts = self._copy_parts(target, pieces)
            self.client.complete_multipart_upload(**target, MultipartUpload={"Parts": parts})
        except BaseException:
            # Perhaps it was joined and only the answer was lost: then there is nothing to give up.
            with suppress(ClientError, BotoCoreError, HTTPClientError):
                self.client.abort_multipart_upload(**target)
            raise

    def _copy_parts(self, target: dict[str, Any], pieces: list[tuple[str, int]]) -> list[dict[str, Any]]:
        short = _short_tail(pieces)
        parts = []
        for number, (key, _) in enumerate(pieces[: len(pieces) - len(short)], start=1):
            source = {"Bucket": self.bucket, "Key": key}
            copied = self.client.upload_part_copy(**target, PartNumber=number, CopySource=source)
            parts.append({"PartNumber": number, "ETag": copied["CopyPartResult"]["ETag"]})
        if short:
            number = len(parts) + 1
            tail = b"".join(self._get(key) for key, _ in short)
            sent = self.client.upload_part(**target, PartNumber=number, Body=tail)
            parts.append({"PartNumber": number, "ETag": sent["ETag"]})
        return parts

    def _get(self, key: str) -> bytes:
        data: bytes = self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        return data

    def _parameters(self, name: str) -> dict[str, Any]:
        """What the site wants on each object, encryption for one."""
        return dict(self.storage.get_object_parameters(name))


def _short_tail(pieces: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The pieces at the end that are shorter than a part."""
    count = 0
    while count < len(pieces) and pieces[-1 - count][1] < PART:
        count += 1
    return pieces[len(pieces) - count :]


@contextmanager
def _storage_errors() -> Iterator[None]:
    """Say in our own words what the store says in codes."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        raise (StagingFull if code in _FULL else StagingLost if code in _LOST else StagingSilent) from error
    except (BotoCoreError, HTTPClientError, OSError) as error:
        raise StagingSilent from error
