"""Two hundred files and more, each with one malice, written into a folder beside a file that nobody may read."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.factories.media import ffmpeg
from tests.media.hostile.boxes import lying
from tests.media.hostile.lists import lists

TINY = ("-f", "lavfi", "-i", "testsrc2=size=64x36:rate=12:duration=2", "-f", "lavfi", "-i", "sine=duration=2")
# A shape no other file here has: facts of this size would be facts of the canary.
CANARY_SIZE = (112, 64)
PLAIN = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "1")
CONTAINERS = {
    "mp4": PLAIN, "mov": (*PLAIN, "-movflags", "frag_keyframe+empty_moov"), "mkv": PLAIN, "3gp": PLAIN,
    "avi": ("-c:v", "mpeg4", "-c:a", "mp3"), "ts": PLAIN, "flv": PLAIN, "asf": ("-c:v", "wmv2", "-c:a", "wmav2"),
    "webm": ("-c:v", "libvpx", "-c:a", "libopus"), "mpg": ("-r", "25", "-c:v", "mpeg2video", "-c:a", "mp2"),
    "ogg": ("-vn", "-c:a", "libopus"), "mp3": ("-vn",), "wav": ("-vn",), "flac": ("-vn",), "aac": ("-vn",),
    "aiff": ("-vn",), "caf": ("-vn", "-c:a", "pcm_s16le"),
}  # fmt: skip
NAMES = (
    *("-x.mp4", "-i.mp4", "new\nline.mp4", "\u202e4pm.x.mp4", "%d.mp4", "%03d.mp4", "a:b|c.mp4", "it's.mp4"),
    *(
        "http:x.mp4",
        ":x.mp4",
        "~.mp4",
        "$(id).mp4",
        "*.mp4",
        "\udcff.mp4",
        "ا" * 125 + "x.mp4",
        "no ending",
        "a\\b.mp4",
    ),
)
WORDS = "1\n00:00:00,000 --> 00:00:02,000\n{0}\n"


def tiny(folder: Path) -> dict[str, Path]:
    """One short recording of every container."""
    made = {suffix: folder / f"tiny.{suffix}" for suffix in CONTAINERS}
    for suffix, path in made.items():
        if not path.exists():
            ffmpeg(*TINY, *CONTAINERS[suffix], path)
    return made


def canary(folder: Path) -> Path:
    """The file that nobody may read, as a transport stream, which any list could name."""
    path = folder / "canary.ts"
    width, height = CANARY_SIZE
    ffmpeg("-f", "lavfi", "-i", f"testsrc2=size={width}x{height}:rate=12:duration=7", *PLAIN, path)
    return path


def hand_made(folder: Path, good: dict[str, Path], secret: Path, port: int) -> list[Path]:
    """Write all of them into ``folder``, in an order that never changes."""
    groups = (
        lists(secret, port), lying(good["mp4"].read_bytes(), secret, port), broken(good), other_things(),
        named(good["mp4"]), matroska(secret), many_streams(good),
    )  # fmt: skip
    paths = []
    for group in groups:
        for name, data in group:
            paths.append(folder / name)
            paths[-1].write_bytes(data)
    return paths + muxed(folder, good, secret)


def broken(good: dict[str, Path]) -> Iterator[tuple[str, bytes]]:
    """Half of each container, the other half, and each under another's name."""
    names = list(good)
    for place, (suffix, path) in enumerate(good.items()):
        data = path.read_bytes()
        yield f"first-half.{suffix}", data[: len(data) // 2]
        yield f"last-half.{suffix}", data[len(data) // 2 :]
        yield f"called.{names[place - 1]}", data


def other_things() -> Iterator[tuple[str, bytes]]:
    """What is no recording at all, and what unpacks without end."""
    yield "nothing.mp4", b""
    yield "one.mp4", b"\x00"
    yield "zeros.mp4", bytes(100_000)
    yield "letter.mp4", b"Dear all, this is a letter.\n" * 99
    yield "document.mp4", b"%PDF-1.7\n" + bytes(range(256)) * 9
    yield "program.mp4", b"\x7fELF" + bytes(range(256)) * 9
    yield "packed.mp4", zlib.compress(bytes(10_000_000), 9, 31)
    yield "film.mp4", b"CWS\x08\xff\xff\xff\xff" + zlib.compress(bytes(10_000_000), 9)
    yield "noise.mp4", bytes((place * 7919 >> 5) & 255 for place in range(50_000))
    yield "sync.ts", b"G" * 188 * 500


def named(path: Path) -> Iterator[tuple[str, bytes]]:
    """A good recording under names that mean something to somebody."""
    data = path.read_bytes()
    for name in NAMES:
        yield name, data


def element(name: int, payload: bytes) -> bytes:
    """One element of Matroska."""
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + (len(payload) | 1 << 56).to_bytes(8, "big") + payload


def matroska(secret: Path) -> Iterator[tuple[str, bytes]]:
    """Segments that name other files, packed headers that unpack, times without end."""
    head = element(0x1A45DFA3, element(0x4282, b"matroska"))
    zipped = element(0x6D80, element(0x6240, element(0x5034, element(0x4254, b"\x00"))))
    track = element(0xD7, b"\x01") + element(0x73C5, b"\x01") + element(0x83, b"\x01") + element(0x86, b"V_MJPEG")
    bomb = element(0x63A2, zlib.compress(bytes(100_000_000), 9))
    far = element(0x1F43B675, element(0xE7, b"\x7f" * 8) + element(0xA3, b"\x81\x7f\xff\x80" + b"\xff\xd8" * 9))
    info = element(0x1549A966, element(0x2AD7B1, b"\xff" * 8) + element(0x4489, struct.pack(">d", 1e300)))
    other = element(0x1549A966, element(0x3C83AB, str(secret).encode()) + element(0x3E83BB, str(secret).encode()))
    for name, parts in {
        "linked.mkv": other + element(0x1654AE6B, element(0xAE, track)) + far,
        "unpacks.mkv": element(0x1654AE6B, element(0xAE, track + zipped + bomb)) + far,
        "far.mkv": info + element(0x1654AE6B, element(0xAE, track)) + far * 50,
        "nan.mkv": element(0x1549A966, element(0x4489, b"\x7f\xf8" + bytes(6))) + far,
        "tracks.mkv": element(0x1654AE6B, element(0xAE, track) * 20_000) + far,
        "claims.mkv": element(0x1654AE6B, element(0xAE, track))[:-3] + b"\xff" * 40,
    }.items():
        yield name, head + element(0x18538067, parts)


def many_streams(good: dict[str, Path]) -> Iterator[tuple[str, bytes]]:
    """More streams than anybody records, in containers that take them."""
    rows = [struct.pack(">BHH", 0x1B, 0xE000 | number, 0xF000) for number in range(32, 200)]
    table = struct.pack(">BHHBBBHH", 2, 0xB000 | 9 + 5 * 168 + 4, 1, 0xC1, 0, 0, 0xE020, 0xF000) + b"".join(rows)
    programs = struct.pack(">BHHBBBHH", 0, 0xB00D, 1, 0xC1, 0, 0, 1, 0xF000)
    packets = [b"G" + struct.pack(">HB", 0x5000 & 0x5FFF, 0x10) + b"\0" + programs]
    packets += [
        b"G" + struct.pack(">HB", 0x4001 if at == 0 else 1, 0x10) + table[at : at + 184] for at in (0, 184, 368)
    ]
    yield "many.ts", b"".join(packet.ljust(188, b"\xff")[:188] for packet in packets) * 50
    page = b"OggS\0\x02" + bytes(8)
    ogg = (page + struct.pack("<IIIB", number, 0, 0, 1) + b"\x08OpusHead" for number in range(20_000))
    yield "many.ogg", b"".join(ogg)
    header = good["avi"].read_bytes()
    yield "many.avi", header[:24] + header[24:600] * 500


def muxed(folder: Path, good: dict[str, Path], secret: Path) -> list[Path]:
    """What a muxer writes gladly: subtitles and covers alone, attachments with paths for names, pictures too large."""
    words, cover, bomb = (good["mkv"].parent / name for name in ("words.srt", "cover.png", "bomb.png"))
    words.write_text(WORDS.format(secret))
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=64x64", "-frames:v", "1", cover)
    bomb.write_bytes(large_picture(16000, 16000))
    clip = good["mkv"]
    attached = ("-attach", str(secret), "-metadata:s:t", "mimetype=application/x-font", "-metadata:s:t")
    commands = {
        "subtitles.mkv": ("-i", words, "-c:s", "srt"),
        "subtitles.mp4": ("-i", words, "-c:s", "mov_text"),
        "cover.mp4": ("-i", cover, "-c", "copy", "-disposition:v:0", "attached_pic"),
        "attached.mkv": ("-i", clip, "-c", "copy", *attached, "filename=../../etc/passwd"),
        "attached-absolute.mkv": ("-i", clip, "-c", "copy", *attached, f"filename={secret}"),
        "bomb.mkv": ("-framerate", "1", "-loop", "1", "-t", "3", "-i", bomb, "-c", "copy"),
        "bomb.mov": ("-framerate", "1", "-loop", "1", "-t", "3", "-i", bomb, "-c", "copy"),
        "ragged.mkv": ("-i", clip, "-c", "copy", "-bsf:v", "noise=amount=9"),
        "far.ts": ("-i", clip, "-c", "copy", "-output_ts_offset", "95000"),
        "hours.mkv": ("-itsscale", "180000", "-i", clip, "-c", "copy", "-max_interleave_delta", "0"),
        "before.mkv": ("-i", clip, "-c", "copy", "-output_ts_offset", "-1", "-avoid_negative_ts", "disabled"),
    }
    for name, command in commands.items():
        ffmpeg(*command, folder / name)
    return [folder / name for name in commands]


def large_picture(width: int, height: int) -> bytes:
    """A PNG that is large when it is unpacked and small before."""
    rows = zlib.compress(b"\x00" * ((width // 8 + 1) * height), 9)
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
