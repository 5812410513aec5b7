"""Lists of other files under a recording's name: every kind, every way to write an address, in two disguises."""

from collections.abc import Iterator
from pathlib import Path

LISTS = {
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n{0}\n#EXT-X-ENDLIST\n",
    "hls-master": "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{0}\n",
    "hls-key": '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{0}"\n#EXTINF:4,\nother.ts\n#EXT-X-ENDLIST\n',
    "dash": '<?xml version="1.0"?><MPD><Period><AdaptationSet><Representation><BaseURL>{0}</BaseURL>'
    "<SegmentBase/></Representation></AdaptationSet></Period></MPD>",
    "ffconcat": "ffconcat version 1.0\nfile '{0}'\n",
    "concat": "file '{0}'\nduration 4\n" * 3,
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns={0}\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {1} RTP/AVP 96\n",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><image href="{0}"/></svg>',
    "pls": "[playlist]\nFile1={0}\nNumberOfEntries=1\n",
    "asx": '<asx version="3"><entry><ref href="{0}"/></entry></asx>',
    "smil": '<?xml version="1.0"?><smil><body><video src="{0}"/></body></smil>',
    "reference": "[Reference]\nRef1={0}\n",
}


def addresses(canary: Path, port: int) -> dict[str, str]:
    """Ways to name a file beside the input, and one to name somebody who listens."""
    return {
        "absolute": str(canary),
        "relative": canary.name,
        "file": f"file://{canary}",
        "http": f"http://127.0.0.1:{port}/{canary.name}",
        "concat": f"concat:{canary}|{canary}",
    }


def lists(canary: Path, port: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each: 12 kinds, 5 addresses, bare or behind a mark and empty lines."""
    for kind, text in LISTS.items():
        for way, address in addresses(canary, port).items():
            bare = text.format(address, port).encode()
            yield f"{kind}-{way}.mp4", bare
            yield f"{kind}-{way}-behind.mkv", b"\xef\xbb\xbf\r\n\n" + bare
