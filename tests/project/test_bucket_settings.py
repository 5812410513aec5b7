"""Six lines in the environment put a site's lectures into a bucket."""

import json
import os
import subprocess
import sys
from typing import Any

from tests.house.rooms import ROOT

LOOK = """
import json, lms.project.settings as s
print(json.dumps([s.STORAGES.get("hunar_content"), s.CONTENT_SECURITY_POLICY["DIRECTIVES"]["media-src"]]))
"""


def settings_with(**lines: str) -> tuple[Any, list[str]]:
    """The content store and the policy for sound and video, of a site with these lines in its environment."""
    environment = {"PATH": os.environ["PATH"], "HUNAR_ENV_FILE": os.devnull, **lines}
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    store, policy = json.loads(done.stdout)
    return store, policy


def test_without_them_files_lie_on_the_disk() -> None:
    store, policy = settings_with()
    assert store is None
    assert len(policy) == 1


def test_with_them_the_bucket_is_named_and_pages_may_play_from_it() -> None:
    endpoint = "https://s3.example.org"
    store, policy = settings_with(HUNAR_MEDIA="s3", AWS_STORAGE_BUCKET_NAME="lectures", AWS_S3_ENDPOINT_URL=endpoint)
    assert store["OPTIONS"]["bucket_name"] == "lectures"
    assert store["OPTIONS"]["endpoint_url"] == endpoint
    assert policy[1:] == [endpoint]
