"""A dossier as a text document for print: the same words as the HTML, set for A4."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPen,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from explorer.exchange.dossier.content import (
    SIGNS,
    Block,
    Dossier,
    Entry,
    Facts,
    NumberedSource,
    Paragraph,
    Quotation,
    Run,
    SideBySide,
    Words,
)
from ui.dossier.picture import EgoPicture
from ui.theme.fonts import Fonts
from ui.theme.tokens import LIGHT

#: Lengths are CSS pixels: 96 to an inch.
_BODY, _SMALL, _SECTION, _TITLE = 13.0, 11.0, 17.0, 29.0
_LINE = 108.0
_PICTURE = QTextFormat.ObjectTypes.UserObject.value + 1
_SIGN = QTextFormat.ObjectTypes.UserObject.value + 2
_IS_SOLID = QTextFormat.Property.UserProperty.value + 1
_SIGN_PX = 9.0
_KEPT_WITH_HEADING = 60.0


class _PictureObject(QPyTextObject):
    """Draws the network into the text, as vectors."""

    def __init__(self, picture: EgoPicture, width: float, parent: QObject) -> None:
        super().__init__(parent)
        self._picture = picture
        self._scale = width / picture.size.width()

    def intrinsicSize(self, _doc: QTextDocument, _at: int, _form: QTextFormat) -> QSizeF:
        size = self._picture.size
        return QSizeF(size.width() * self._scale, size.height() * self._scale)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _doc: QTextDocument,
        _at: int,
        _form: QTextFormat,
    ) -> None:
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(self._scale, self._scale)
        self._picture.paint(painter)
        painter.restore()


class _SignObject(QPyTextObject):
    """Draws the dot that tells what is certain from what is not."""

    def intrinsicSize(self, _doc: QTextDocument, _at: int, _form: QTextFormat) -> QSizeF:
        return QSizeF(_SIGN_PX + 1, _SIGN_PX)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _doc: QTextDocument,
        _at: int,
        form: QTextFormat,
    ) -> None:
        ink = LIGHT.colour("text_1")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 1.6))
        painter.setBrush(QBrush(ink) if form.boolProperty(_IS_SOLID) else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(rect.x() + 1, rect.y() + 1, _SIGN_PX - 2, _SIGN_PX - 2))
        painter.restore()


class PrintText:
    """Fills a document of a width with a dossier.

    Attributes
    ----------
    document
        In CSS pixels, on one endless page; `cuts` tells where pages end.
    """

    def __init__(self, fonts: Fonts, width: float) -> None:
        self._fonts, self._width = fonts, width
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        self.document.setUseDesignMetrics(True)
        self.document.setDefaultFont(fonts.ui_font())
        self._cursor = QTextCursor(self.document)
        self._is_first = True
        self._is_after_table = False
        self._depth = 0
        self._tables: list[QTextTable] = []
        self._headings: list[int] = []

    def fill(self, dossier: Dossier, picture: EgoPicture | None) -> None:
        """Write the dossier; once."""
        layout = self.document.documentLayout()
        layout.registerHandler(_SIGN, _SignObject(self.document))
        self._line(_plain(dossier.over), colour="text_2")
        self._line((Run(dossier.title, "strong"),), size=_TITLE, line=112.0, after=4)
        for line in dossier.under:
            self._line(line, colour="text_2")
        if dossier.figures:
            self._figures(dossier.figures)
        if picture is not None:
            drawing = _PictureObject(picture, self._width, self.document)
            layout.registerHandler(_PICTURE, drawing)
            self._object(_PICTURE)
            words = f"{dossier.picture_words}. {SIGNS} {picture.note}"
            self._line(_plain(words.strip()), size=_SMALL, colour="text_3", after=4)
        for section in dossier.sections:
            note = (Run(f"  {section.note}", "faint"),) if section.note else ()
            self._heading(section.heading, note)
            for block in section.blocks:
                self._block(block)
        if dossier.sources:
            self._heading("Sources")
            for source in dossier.sources:
                self._source(source)
        if dossier.notes:
            self._line(_plain(" ".join(dossier.notes)), size=_SMALL, colour="text_3", before=12)

    def unbroken(self) -> list[tuple[float, float]]:
        """Return from where to where no page should end: entries, headings with what follows."""
        layout, document = self.document.documentLayout(), self.document
        spans: list[tuple[float, float]] = []
        for table in self._tables:
            rect = layout.frameBoundingRect(table)
            spans.append((rect.top(), rect.bottom()))
        for number in self._headings:
            rect = layout.blockBoundingRect(document.findBlockByNumber(number))
            spans.append((rect.top(), rect.bottom() + _KEPT_WITH_HEADING))
        return spans

    def lines(self) -> list[tuple[float, float]]:
        """Return from where to where each line reaches: through it no page can end."""
        layout = self.document.documentLayout()
        spans: list[tuple[float, float]] = []
        block = self.document.begin()
        while block.isValid():
            top = layout.blockBoundingRect(block).top()
            text = block.layout()
            # Blank lines are set lower than they say.
            for number in range(text.lineCount() if block.text() else 0):
                line = text.lineAt(number)
                spans.append((top + line.y(), top + line.y() + line.height()))
            block = block.next()
        return spans

    # --- blocks -------------------------------------------------------------------------------

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._line(block.words, colour="text_3" if block.is_faint else "text_1", after=3)
            case Facts():
                table = self._table(len(block.facts), (29.0, 71.0))
                for row, fact in enumerate(block.facts):
                    self._in_cell(table, row, 0)
                    self._line(_plain(fact.name), colour="text_2")
                    self._in_cell(table, row, 1)
                    self._line(fact.words)
                self._leave(table)
            case Quotation():
                self._quotation(block)
            case SideBySide():
                self._sides(block)
            case Entry():
                self._entry(block)

    def _entry(self, entry: Entry) -> None:
        is_dated = bool(entry.date) or entry.sign is not None
        shares = (25.0, 4.0, 71.0) if is_dated else (0.1, 0.1, 99.8)
        table = self._table(1, shares, frame_margin=5.0)
        if is_dated:
            self._in_cell(table, 0, 0)
            self._line(_plain(entry.date), colour="text_2")
            self._in_cell(table, 0, 1)
            if entry.sign is not None:
                self._object(_SIGN, before=0, is_solid=entry.sign == "solid")
        self._in_cell(table, 0, 2)
        self._line(entry.title)
        for line in entry.lines:
            self._line(line, size=_BODY - 1)
        for told in entry.below:
            self._block(told)
        self._leave(table)

    def _sides(self, block: SideBySide) -> None:
        """Set accounts side by side, two to a row: more would leave too narrow columns."""
        quotations = block.quotations
        table = self._table((len(quotations) + 1) // 2, (49.0, 2.0, 49.0))
        for at, quotation in enumerate(quotations):
            self._in_cell(table, at // 2, 2 * (at % 2))
            self._quotation(quotation)
        self._leave(table)

    def _quotation(self, quotation: Quotation) -> None:
        rule = LIGHT.colour("accent" if quotation.is_account else "border")
        table = self._table(1, (2.0, 98.0), frame_margin=5.0)
        cell = table.cellAt(0, 0)
        form = cell.format().toTableCellFormat()
        form.setRightBorder(2.4)
        form.setRightBorderBrush(QBrush(rule))
        form.setRightBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        cell.setFormat(form)
        form = table.cellAt(0, 1).format().toTableCellFormat()
        form.setLeftPadding(9)
        table.cellAt(0, 1).setFormat(form)
        self._in_cell(table, 0, 1)
        self._line(quotation.by)
        for said in quotation.said.split("\n"):
            self._line((Run(said, "said"),), line=114.0)
        self._line(quotation.way, size=_SMALL)
        self._leave(table)

    def _source(self, source: NumberedSource) -> None:
        table = self._table(1, (6.0, 94.0))
        self._in_cell(table, 0, 0)
        self._line(_plain(f"[{source.number}]"), colour="text_2", before=2)
        self._in_cell(table, 0, 1)
        self._line(_plain(source.citation), before=2)
        if source.address:
            self._cursor.insertText(", ", self._char())
            form = self._char("accent")
            form.setAnchor(True)
            form.setAnchorHref(source.address)
            self._cursor.insertText(source.address, form)
        if source.notes:
            self._cursor.insertText(f"  {source.notes}", self._char("text_3", _SMALL))
        self._leave(table)

    def _figures(self, figures: tuple[tuple[str, str], ...]) -> None:
        shares = tuple(100.0 / len(figures) for _ in figures)
        table = self._table(1, shares, frame_margin=6.0)
        for column, (value, label) in enumerate(figures):
            self._in_cell(table, 0, column)
            self._line((Run(value, "strong"),), size=16.0)
            self._line(_plain(label), size=_SMALL, colour="text_3")
        self._leave(table)

    # --- writing ------------------------------------------------------------------------------

    def _heading(self, words: str, note: Words = ()) -> None:
        if self._is_after_table:
            # The margin above a block that follows a table is not kept: a blank line is.
            self._cursor.setBlockFormat(_of_height(24.0))
            self._is_first = False
        self._new_block(before=6, after=4, line=_LINE)
        self._headings.append(self._cursor.block().blockNumber())
        form = self._char("text_1", _SECTION)
        form.setFontWeight(700)
        self._cursor.insertText(words, form)
        self._runs(note, _SMALL, "text_3")

    def _line(
        self,
        words: Words,
        *,
        size: float = _BODY,
        colour: str = "text_1",
        before: float = 0.0,
        after: float = 0.0,
        line: float = _LINE,
    ) -> None:
        self._new_block(before=before, after=after, line=line)
        self._runs(words, size, colour)

    def _runs(self, words: Words, size: float, colour: str) -> None:
        for run in words:
            form = self._char(colour, size)
            text = run.text
            match run.role:
                case "strong":
                    form.setFontWeight(600)
                case "faint":
                    form.setForeground(LIGHT.colour("text_3"))
                case "said":
                    form.setFontFamilies([*self._fonts.serif_families, "serif"])
                case "cite":
                    text = f"\u202f[{run.text}]"
                    form = self._char("accent", size - 2)
                    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignNormal)
            # A line end inside a run is one of the text, not of the layout.
            self._cursor.insertText(text.replace("\n", "\u2028"), form)

    def _new_block(self, *, before: float, after: float, line: float) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(before)
        form.setBottomMargin(after)
        form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self._is_first:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._is_first = False
        self._is_after_table = False

    def _object(self, kind: int, *, before: float = 8.0, is_solid: bool = False) -> None:
        self._new_block(before=before, after=0, line=100.0)
        form = QTextCharFormat()
        form.setObjectType(kind)
        form.setProperty(_IS_SOLID, is_solid)
        self._cursor.insertText("\ufffc", form)

    def _char(self, colour: str = "text_1", size: float = _BODY) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFontFamilies([*self._fonts.ui_families, "sans-serif"])
        # Points on a device of 96 to the inch.
        form.setFontPointSize(size * 0.75)
        form.setForeground(QColor(LIGHT.colour(colour)))
        return form

    def _table(
        self, rows: int, shares: tuple[float, ...], *, frame_margin: float = 0.0
    ) -> QTextTable:
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(0)
        form.setCellSpacing(0)
        form.setTopMargin(frame_margin)
        form.setBottomMargin(frame_margin)
        kinds = QTextLength.Type
        form.setWidth(QTextLength(kinds.PercentageLength, 100))
        form.setColumnWidthConstraints(
            [QTextLength(kinds.PercentageLength, share) for share in shares]
        )
        table = self._cursor.insertTable(rows, len(shares), form)
        if not self._depth:
            self._tables.append(table)
        self._depth += 1
        return table

    def _in_cell(self, table: QTextTable, row: int, column: int) -> None:
        self._cursor = table.cellAt(row, column).firstCursorPosition()
        self._is_first = True

    def _leave(self, table: QTextTable) -> None:
        self._cursor = table.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        # After a table the document has a block of its own, which takes what comes next.
        self._cursor.setBlockFormat(_of_height(1.0))
        self._is_first = self._is_after_table = True
        self._depth -= 1


def _of_height(height: float) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return form


def _plain(text: str) -> Words:
    return (Run(text),)
