"""What to say of a file that is no recording, by the kinds of ``kinds.kind_of``: code, what it is, what to do."""

ITSELF = "Upload the recording itself."
ATTACH = "Upload the video or sound; a document can be attached to the lesson."
ILLUSTRATE = "Upload the video or sound; a picture can be put into the text of the lesson."
EXPORT = "In PowerPoint choose File, Export, Create a Video, and upload that video."
OFFICE = "Upload the video or sound; PowerPoint makes a video by File, Export, Create a Video."
ADD_LATER = "Upload the recording first, then add the subtitles on its page."
DOWNLOAD = "A page came in place of the file: download the recording again, then upload it."
COPY = "Copy it again from the phone or camera, then upload it once more."
UNPACK = "Unpack it on your computer and upload the recording that is inside."

SENTENCES: dict[str, tuple[str, str, str]] = {
    "HLS playlist": ("playlist", "a playlist (HLS), a list of other files", ITSELF),
    "DASH manifest": ("playlist", "a playlist (DASH), a list of other files", ITSELF),
    "concat list": ("playlist", "a list of other files", ITSELF),
    "SDP description": ("playlist", "the description of a live stream", ITSELF),
    "playlist": ("playlist", "a playlist, a list of other files", ITSELF),
    "subtitles": (
        "subtitles",
        "a file of subtitles",
        "Upload the recording first, then add the subtitles on its page.",
    ),
    "text": ("text", "a text", ATTACH),
    "rich text": ("document", "a text document", ATTACH),
    "PDF": ("document", "a PDF document", ATTACH),
    "Word": ("document", "a Word document", ATTACH),
    "Excel": ("document", "an Excel sheet", ATTACH),
    "PowerPoint": (
        "document",
        "a PowerPoint presentation",
        "In PowerPoint choose File, Export, Create a Video, and upload that video.",
    ),
    "Office": (
        "document",
        "a Word, Excel or PowerPoint document",
        OFFICE,
    ),
    "OpenDocument": ("document", "an OpenDocument text, sheet or presentation", ATTACH),
    "e-book": ("document", "an e-book", ATTACH),
    "web page": (
        "web-page",
        "a web page",
        DOWNLOAD,
    ),
    "JPEG": ("picture", "a picture (JPEG)", ILLUSTRATE),
    "PNG": ("picture", "a picture (PNG)", ILLUSTRATE),
    "GIF": ("picture", "a picture (GIF)", ILLUSTRATE),
    "BMP": ("picture", "a picture (BMP)", ILLUSTRATE),
    "TIFF": ("picture", "a picture (TIFF)", ILLUSTRATE),
    "HEIF": ("picture", "a picture (HEIF)", ILLUSTRATE),
    "WebP": ("picture", "a picture (WebP)", ILLUSTRATE),
    "SVG": ("picture", "a picture (SVG)", ILLUSTRATE),
    "Photoshop": ("picture", "a picture (Photoshop)", ILLUSTRATE),
    "zip": ("archive", "a zip archive", UNPACK),
    "RAR": ("archive", "a RAR archive", UNPACK),
    "7-Zip": ("archive", "a 7-Zip archive", UNPACK),
    "gzip": ("archive", "a gzip archive", UNPACK),
    "bzip2": ("archive", "a bzip2 archive", UNPACK),
    "xz": ("archive", "an xz archive", UNPACK),
    "program": ("program", "a program", "Upload the video or sound."),
    "Android app": ("program", "an Android app", "Upload the video or sound."),
    "MIDI": ("notes", "a file of notes (MIDI)", "Play it, record the sound, and upload that."),
    "Flash": ("flash", "a Flash film", "Record it from the screen while it plays, and upload that."),
    "zeros": (
        "blank",
        "a file of nothing but zeros, as a bad memory card leaves it",
        COPY,
    ),
}
