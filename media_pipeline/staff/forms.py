"""The form by which staff bring a recording."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Collection

from media_pipeline.conf import options
from media_pipeline.models import Recording
from media_pipeline.permissions import policy

GIGABYTE = 10**9


class RecordingForm(WagtailAdminModelForm):
    """Title, file and what trainees should know about the voice. On an existing recording the file replaces the old."""

    file = forms.FileField(
        label=_("Recording"),
        help_text=_(
            "Drop it here or choose it: MP4, MOV, WebM, MKV or a sound file. "
            "The original is kept; trainees get small files made from it."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "video/*,audio/*,.mkv"}),
    )

    class Meta:
        model = Recording
        fields = ("title", "language", "synthetic_voice", "collection")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = policy().collections_user_has_permission_for(self.for_user, "add")
        if self.instance.pk:
            allowed |= Collection.objects.filter(pk=self.instance.collection_id)
            self.fields["file"].required = False
            self.fields["file"].label = _("Replace the recording with")
        self.fields["collection"].queryset = allowed
        self.fields["collection"].empty_label = None
        if len(allowed) == 1:
            self.fields["collection"].initial = allowed[0]
            self.fields["collection"].widget = forms.HiddenInput()
        self.order_fields(["title", "file", "language", "synthetic_voice", "collection"])

    def clean_file(self) -> UploadedFile | None:
        """Refuse what is larger than the site takes in."""
        file = self.cleaned_data["file"]
        most = options["MAX_UPLOAD_BYTES"]
        if file is not None and file.size > most:
            text = _("This file is larger than %(most).1f GB. Save the recording at 1280 x 720, or cut it into parts.")
            raise forms.ValidationError(text, params={"most": most / GIGABYTE})
        return file
