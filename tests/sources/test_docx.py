"""Word documents: numbers as Word prints them, tracked changes, styles, tables, notes."""

from __future__ import annotations

from docx.document import Document as WordDocument

from hmic_tracker.documents.sources.from_docx import read
from tests.sources.making import W, docx, docx_of, listing, numbered, paragraph

ABSTRACT = (
    '<w:abstractNum w:abstractNumId="7">'
    + "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(
            (("decimal", "R%1"), ("lowerLetter", "%1%2"), ("lowerRoman", "(%3)"))
        )
    )
    + "</w:abstractNum>"
)


def numbering(*forms: tuple[str, str]) -> str:
    """Lists 1, 2, … of one level, each of a form and a text."""
    shared = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for at, (form, text) in enumerate(forms, 1)
    )
    used = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(forms) + 1)
    )
    return shared + used


def test_a_file_of_python_docx_gives_headings_lists_and_tables() -> None:
    def fill(document: WordDocument) -> None:
        document.core_properties.title = "Review of custody"
        document.add_heading("Review of custody", 0)
        document.add_heading("Findings", 1)
        document.add_paragraph("Cells are clean.", style="List Bullet")
        document.add_paragraph("Act at once.", style="List Number")
        document.add_paragraph("Then report.", style="List Number")
        document.add_paragraph().add_run("All bold.").bold = True
        table = document.add_table(2, 3)
        for at, text in enumerate(("No.", "Text", "Due", "1", "Act.", "May")):
            table.cell(at // 3, at % 3).text = text
        section = document.sections[0]
        section.header.paragraphs[0].text = "Official"
        section.footer.paragraphs[0].text = "Page 1"

    document = read(docx(fill), "review.docx")
    assert document.properties == (("title", "Review of custody"),)
    assert (
        listing(document)
        == """\
1: furniture Official (page head)
2: heading1 Review of custody
3: heading2 Findings
4: bullet1 [•] Cells are clean.
5: bullet1- [1.] Act at once.
6: bullet1- [2.] Then report.
7: paragraph* All bold.
8: row No. | Text | Due
9: row- 1 | Act. | May
10: furniture Page 1 (page foot)
"""
    )


def test_levels_restart_below_a_new_number_and_lists_of_one_kind_go_on() -> None:
    body = "".join(
        numbered(f"Item {at}.", list_id, level)
        for at, (list_id, level) in enumerate(
            ((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (3, 0), (3, 0), (1, 0))
        )
    )
    used = """<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="7"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>"""
    blocks = read(docx_of(body, ABSTRACT + used), "plan.docx").blocks
    assert [f"{block.marker} {block.level}" for block in blocks] == [
        "R1 1",
        "1a 2",
        "1b 2",
        "(i) 3",
        "R2 1",
        "2a 2",
        "R3 1",
        "R9 1",
        "R10 1",
        "R11 1",
    ]


def test_numbers_have_the_forms_that_word_has() -> None:
    forms = (
        ("decimalZero", "%1."),
        ("upperRoman", "%1)"),
        ("upperLetter", "Rec %1"),
        ("ordinal", "%1"),
        ("cardinalText", "Recommendation %1"),
        ("bullet", "\uf0b7"),
        ("none", "Note"),
        ("chineseCounting", "%1."),
    )
    body = "".join(numbered("Act.", at) for at in range(1, len(forms) + 1))
    blocks = read(docx_of(body, numbering(*forms)), "plan.docx").blocks
    assert [block.marker for block in blocks] == [
        "01.",
        "I)",
        "Rec A",
        "1st",
        "Recommendation One",
        "•",
        "Note",
        "1.",
    ]


def test_styles_give_headings_lists_contents_and_bold_through_those_they_rest_on() -> None:
    styles = """
      <w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
      <w:style w:styleId="Box"><w:name w:val="Box"/><w:basedOn w:val="berschrift2"/></w:style>
      <w:style w:styleId="Out"><w:name w:val="Out"/>
        <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
      <w:style w:styleId="Rec"><w:name w:val="Rec"/><w:rPr><w:b/></w:rPr>
        <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>
      <w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>"""
    body = "".join(
        paragraph(style, f'<w:pStyle w:val="{style}"/>')
        for style in ("T1", "berschrift2", "Box", "Out", "Rec", "Loop", "Gone")
    ) + paragraph("Direct", '<w:outlineLvl w:val="0"/>')
    document = read(docx_of(body, numbering(("decimal", "Action %1:")), styles), "plan.docx")
    assert (
        listing(document)
        == """\
1: furniture T1 (contents)
2: heading2 berschrift2
3: heading2 Box
4: heading3 Out
5: bullet1* [Action 1:] Rec
6: paragraph Loop
7: paragraph Gone
8: heading1 Direct
"""
    )


def test_insertions_stay_and_deletions_go_with_their_numbers_and_rows() -> None:
    ins = '<w:ins w:id="1"><w:r><w:t>by June</w:t></w:r></w:ins>'
    gone = '<w:del w:id="2"><w:r><w:delText>by May</w:delText></w:r></w:del>'
    mark = '<w:rPr><w:del w:id="3"/></w:rPr>'
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        f'<w:p><w:pPr>{number}</w:pPr><w:r><w:t xml:space="preserve">Act </w:t></w:r>'
        f"{gone}{ins}</w:p>"
        f"<w:p><w:pPr>{number}{mark}</w:pPr>{gone}</w:p>"
        f"{numbered('Report.', 1)}"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>old</w:t></w:r></w:p></w:tc>"
        "</w:tr></w:tbl>"
    )
    document = read(docx_of(body, numbering(("decimal", "%1."))), "plan.docx")
    assert listing(document) == "1: bullet1 [1.] Act by June\n2: bullet1- [2.] Report.\n"


def test_content_controls_fields_text_boxes_and_hidden_text_are_read() -> None:
    drawing = """<mc:AlternateContent
      xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>
      <w:drawing><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>
      </w:drawing></mc:Choice></mc:AlternateContent>"""
    body = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        '<w:p><w:r><w:t>See </w:t></w:r><w:fldSimple w:instr=" REF "><w:r><w:t>page 3</w:t></w:r>'
        "</w:fldSimple><w:r><w:br/></w:r><w:r><w:t>Owner: Head</w:t></w:r></w:p>"
        f"<w:p><w:r>{drawing}</w:r></w:p>"
        "<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>"
    )
    assert (
        listing(read(docx_of(body), "plan.docx"))
        == """\
1: paragraph In a control.
2: paragraph See page 3
3: paragraph- Owner: Head
4: paragraph In a box.
5: paragraph Seen
6: furniture- unseen (deleted)
"""
    )


def test_merged_cells_numbers_in_cells_and_head_rows() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"

    p = paragraph
    body = (
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        f"{cell(p('Ref'))}{cell(p('Text'))}{cell(p('Lead'))}</w:tr>"
        f"<w:tr>{cell(p('Custody'), '<w:gridSpan w:val=' + chr(34) + '3' + chr(34) + '/>')}</w:tr>"
        f"<w:tr>{cell(numbered('', 1))}{cell(p('Act.') + p('Soon.'))}"
        f"{cell(p('Head'), '<w:vMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}</w:tr>"
        f"<w:tr>{cell(p('2'))}{cell(numbered('Report.', 1))}{cell(p(''), '<w:vMerge/>')}</w:tr>"
        "</w:tbl>"
    )
    document = read(docx_of(body, numbering(("decimal", "R%1"))), "plan.docx")
    assert (
        listing(document)
        == """\
1: row^ Ref | Text | Lead
2: row- Custody | Custody | Custody
3: row- R1 | Act. Soon. | Head
4: row- 2 | R2 Report. | Head
"""
    )


def test_footnotes_are_paragraphs_at_the_end() -> None:
    body = (
        '<w:p><w:r><w:t>The force should act</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t> at once.</w:t></w:r></w:p>"
    )
    note = f"""<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>As in 2029.</w:t></w:r></w:p>
      </w:footnote></w:footnotes>"""
    document = read(docx_of(body, footnotes=note), "plan.docx")
    assert (
        listing(document)
        == "1: paragraph The force should act at once.\n2: paragraph [1.] As in 2029.\n"
    )


def test_a_title_that_only_a_program_wrote_is_none() -> None:
    for title, kept in (
        ("Microsoft Word - plan.doc", ()),
        ("plan-v2.docx", ()),
        ("Document 1", ()),
        ("Response to the review", (("title", "Response to the review"),)),
    ):

        def fill(document: WordDocument, title: str = title) -> None:
            document.core_properties.title = title
            document.add_paragraph("Text.")

        assert read(docx(fill), "plan.docx").properties == kept
