"""The form of a source: what it is, who published it when, and its text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.editing.adding import add_source
from explorer.editing.changing import change_source
from explorer.editing.dates import NotUnderstood, understand
from explorer.editing.drafts import SourceDraft, WhenDraft
from explorer.exchange.page_text import TEXT_ENDINGS, PageUnreadable, read_page
from ui.controls import PushButton
from ui.editing.desk import Desk
from ui.editing.fields.date_field import DateField
from ui.editing.fields.field import Field, LineField, TextField
from ui.editing.fields.side_by_side import SideBySide
from ui.editing.forms.form import Deed, Form


class SourceForm(Form):
    """Adds a source, or changes one; its text is pasted, or opened from a file.

    Parameters
    ----------
    stored
        Id and draft of the one to change; None adds one.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        *,
        stored: tuple[int, SourceDraft] | None = None,
    ) -> None:
        title = "New source" if stored is None else "Change source"
        super().__init__(desk, title, parent, save_words="Save" if stored else "Add source")
        appearance = desk.appearance
        self._stored = stored
        self.title = LineField(appearance, "Title")
        self.author = LineField(appearance, "Author")
        self.publisher = LineField(appearance, "Publisher")
        self.published = DateField(appearance, "Published")
        self.published.line.setPlaceholderText("28 September 2023")
        self.url = LineField(appearance, "Address", placeholder="https://…")
        self.kind = LineField(appearance, "Kind", placeholder="article, statement, document")
        self.language = LineField(appearance, "Language", placeholder="en")
        self.reliability = LineField(appearance, "Reliability", placeholder="B2")
        self.text = TextField(appearance, "Text", n_lines=9, is_quoted=True)
        self.text.area.setPlaceholderText("Paste it here, or open a file")
        self.open_button = PushButton(
            appearance, "Open a text or page…", "folder-open", role="quiet-link"
        )
        self.open_button.setAutoDefault(False)
        self.open_button.clicked.connect(self._ask_file)
        for widget in (
            self.title,
            SideBySide(appearance, ((self.author, 1), (self.publisher, 1))),
            SideBySide(appearance, ((self.published, 1), (self.kind, 1))),
            self.url,
            SideBySide(appearance, ((self.language, 1), (self.reliability, 1))),
            self.text,
            self.open_button,
        ):
            self.add(widget)
        for field in (self.author, self.publisher, self.published, self.kind, self.language,
                      self.reliability):  # fmt: skip
            field.edited.connect(self.touch)
        self.text.edited.connect(self._count)
        if stored is not None:
            self._fill(stored[1])
        self.watch_focus()

    @property
    def first(self) -> QWidget:
        """What to fill in first: the text, where it alone is missing."""
        has_text = self._stored is None or self._stored[1].text is not None
        return self.title if has_text else self.text

    def open_text(self, path: Path) -> None:
        """Take the text of a file in; what is wrong with it is said below the field."""
        try:
            page = read_page(path)
        except (PageUnreadable, OSError) as error:
            self.text.set_fault(str(error))
            return
        self.text.set_text(page.text)
        if not self.title.text():
            self.title.set_text(page.title or path.stem)
        self._count()

    def find_fault(self) -> QWidget | None:
        if not self.title.text():
            self.title.set_fault("Give the source a title.")
            return self.title
        if self.published.show_fault():
            return self.published
        return None

    def deed(self) -> Deed:
        was = self._stored[1] if self._stored else None
        draft = SourceDraft(
            title=self.title.text(),
            author=self.author.value(),
            author_id=was.author_id if was else None,
            publisher=self.publisher.value(),
            published=was.published if was and self.published.is_left else self.published.edtf(),
            url=self.url.value(),
            kind=self.kind.value(),
            language=self.language.value(),
            reliability=self.reliability.value(),
            text=self.text.value(),
            properties=was.properties if was else None,
        )
        if self._stored is None:
            return add_source, (draft,)
        return change_source, (self._stored[0], draft, was)

    def show_refusal(self, field: str, words: str) -> QWidget | None:
        fields: dict[str, Field] = {
            "title": self.title, "author": self.author, "publisher": self.publisher,
            "published": self.published, "url": self.url, "kind": self.kind,
            "language": self.language, "text": self.text,
        }  # fmt: skip
        known = fields.get(field.partition(".")[0])
        if known is not None:
            known.set_fault(words)
        return known

    def _ask_file(self) -> None:
        endings = " ".join(f"*{ending}" for ending in TEXT_ENDINGS)
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Open a text or page", "", f"Texts and pages ({endings});;All files (*)"
        )
        if chosen:
            self.open_text(Path(chosen))

    def _count(self) -> None:
        text = self.text.value()
        if text is None:
            self.text.set_hint("")
            return
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        self.text.set_hint(f"{len(text):,} characters · SHA-256 {digest[:12]}…")

    def _fill(self, draft: SourceDraft) -> None:
        self.title.set_text(draft.title)
        self.author.set_text(draft.author)
        self.publisher.set_text(draft.publisher)
        self.published.set_value(_when(draft.published))
        self.url.set_text(draft.url)
        self.kind.set_text(draft.kind)
        self.language.set_text(draft.language)
        self.reliability.set_text(draft.reliability)
        self.text.set_text(draft.text)
        self._count()


def _when(published: str | None) -> WhenDraft:
    try:
        return WhenDraft(edtf=understand(published or "").edtf)
    except NotUnderstood:
        return WhenDraft(words=published)
