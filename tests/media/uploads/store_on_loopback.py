"""An S3 in this process, on loopback: moto's server with one bucket after another."""

import logging
import uuid
from typing import Any

import boto3
from moto.server import ThreadedMotoServer


class StoreOnLoopback:
    """Use as a context manager; ``new_bucket`` gives what belongs into STORAGES."""

    def __enter__(self) -> "StoreOnLoopback":
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.server.start()
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        _, port = self.server.get_host_and_port()
        self.url = f"http://127.0.0.1:{port}"
        self.client = boto3.client("s3", endpoint_url=self.url, **self._access())
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    def new_bucket(self, *, through: str = "", **more: Any) -> dict[str, Any]:
        """An empty bucket as a Django storage; ``through`` is another address that leads to this one."""
        self.bucket = f"hunar-{uuid.uuid4().hex}"
        self.client.create_bucket(Bucket=self.bucket)
        own = {"endpoint_url": through or self.url, "bucket_name": self.bucket, "location": "content"}
        access = {"access_key": "test", "secret_key": "test", "region_name": "us-east-1", "addressing_style": "path"}
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**own, **access, **more}}

    def names(self) -> set[str]:
        """Everything in the present bucket."""
        return {each["Key"] for each in self.client.list_objects_v2(Bucket=self.bucket).get("Contents", [])}

    def open_joinings(self) -> int:
        """Multipart uploads that nobody has ended."""
        return len(self.client.list_multipart_uploads(Bucket=self.bucket).get("Uploads", []))

    @staticmethod
    def _access() -> dict[str, str]:
        return {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
