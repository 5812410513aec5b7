"""The tables of options in the reference are those of the source."""

from docs.settings_tables import CONFS, PAGE, Row, filled, rows, table
from media_pipeline.conf import options

SOURCE = """
options = RoomSettings(
    "HUNAR_X",
    {
        # Folder of things;
        # empty means none.
        "FOLDER": "",
        # Most and least.
        "MOST": 4 * 10**9,
        "LEAST": 1,
    },
)
"""


def test_the_page_is_fresh() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == filled(page, CONFS), "run python -m docs.settings_tables"


def test_options_are_read_with_the_words_above_them() -> None:
    assert rows(SOURCE) == (
        "HUNAR_X",
        [
            Row("Folder of things; empty means none.", [("FOLDER", "''")]),
            Row("Most and least.", [("MOST", "4 * 10 ** 9"), ("LEAST", "1")]),
        ],
    )


def test_a_table_has_a_line_for_each_comment() -> None:
    assert table(rows(SOURCE)[1]).splitlines()[2:] == [
        "| `FOLDER` | `''` | Folder of things; empty means none. |",
        "| `MOST`<br>`LEAST` | `4 * 10 ** 9`<br>`1` | Most and least. |",
    ]


def test_no_option_of_the_room_is_left_out() -> None:
    found = rows(CONFS[0].read_text(encoding="utf-8"))[1]
    assert [name for row in found for name, _ in row.options] == list(options)
