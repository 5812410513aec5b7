"""`manage.py start` asks, checks everything first, writes one file, and keeps keys when run again."""

from dataclasses import replace
from pathlib import Path

import pytest

from lms.project.site.answers import Answers, WrongAnswer, environment_lines, read_lines
from lms.project.site.units import machine_texts

GOOD = Answers(
    programme="Youth Employment Programme",
    public_url="https://learn.example.org",
    username="admin",
    time_zone="Asia/Karachi",
    data=Path("/srv/hunar"),
    database_url="sqlite:////srv/hunar/hunar.sqlite3",
)


def test_good_answers_stand() -> None:
    GOOD.check()


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"public_url": "learn.example.org"}, "https"),
        ({"public_url": "https://learn.example.org/hunar"}, "path"),
        ({"programme": "  "}, "name"),
        ({"time_zone": "Asia/Peshawar"}, "Asia/Karachi"),
        ({"data": Path("files")}, "whole path"),
    ],
)
def test_a_wrong_answer_is_refused_with_what_would_do(wrong: dict[str, object], word: str) -> None:
    with pytest.raises(WrongAnswer, match=word):
        replace(GOOD, **wrong).check()  # type: ignore[arg-type]


def test_a_second_start_keeps_the_keys() -> None:
    first = environment_lines(GOOD, {}, secret_key="s1", key="a")
    second = environment_lines(replace(GOOD, time_zone="Asia/Kabul"), first, secret_key="s2", key="b")
    assert second["HUNAR_KEYS"] == first["HUNAR_KEYS"] == "k1:a"
    assert second["DJANGO_SECRET_KEY"] == "s1"
    assert second["HUNAR_TIME_ZONE"] == "Asia/Kabul"


def test_what_is_written_can_be_read_again(tmp_path: Path) -> None:
    lines = environment_lines(GOOD, {}, secret_key="s", key="a")
    file = tmp_path / ".env"
    file.write_text("# a remark\n" + "".join(f"{name}={value}\n" for name, value in lines.items()))
    assert read_lines(file) == lines
    assert read_lines(tmp_path / "none") == {}


def test_the_machine_is_told_of_web_both_workers_and_the_public_name() -> None:
    texts = machine_texts(root=Path("/code"), python="/code/python", data=Path("/data"), public_url=GOOD.public_url)
    assert "hunar-worker@media" in texts
    assert "rebuild_groups" in texts
    assert "server_name learn.example.org;" in texts
    assert "alias /data/content/;" in texts
    assert "manage.py sweep_uploads" in texts
    uploads = texts.partition("location /recordings/uploads/ {")[2].partition("}")[0]
    assert {"client_max_body_size 0;", "proxy_request_buffering off;"} <= {line.strip() for line in uploads.split("\n")}
