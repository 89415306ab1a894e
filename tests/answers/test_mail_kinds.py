"""Mails as programs send them: HTML alone, encoded, flowed, quoted by blocks; read, then asked."""

from __future__ import annotations

import base64
import quopri
from typing import Final

import pytest

from hmic_tracker.documents.answers.mail_bodies import read_body
from hmic_tracker.documents.answers.mail_html import text_of_html
from hmic_tracker.documents.answers.mails import read_eml
from tests.documents.test_mail_bodies import LABELS, brief
from tests.work import no_hang

HTML: Final = "text/html; charset=utf-8"
PLAIN: Final = "text/plain; charset=utf-8"
WORD: Final = """\
<html xmlns:v="urn:schemas-microsoft-com:vml"><head><title>REC-7: completed</title>
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->
<style><!-- p.MsoNormal {margin:0cm} --></style></head><body><div class="WordSection1">
PARTS</div></body></html>"""
QUOTED: Final = """\
<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Liaison
&lt;liaison@example.police.uk&gt;<br><b>Sent:</b> 01 December 2008 09:12<br><b>To:</b> Head of
Public Protection<br><b>Subject:</b> OFFICIAL</p></div><p class="MsoNormal">REC-7: completed</p>"""
MAILS: Final[dict[str, tuple[str, str, str, str]]] = {
    "Outlook's paragraphs": (
        HTML,
        "quoted-printable",
        WORD.replace(
            "PARTS",
            '<p class="MsoNormal">Hi,<o:p></o:p></p><p class="MsoNormal">REC-5: almost done, rest '
            'by 31 January<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
            '<p class="MsoNormal">REC-6&nbsp;completed</p><p class="MsoNormal">Kind regards<br>'
            f"A. Holder</p>{QUOTED}",
        ),
        "REC-5: almost, by 31 January; REC-6: completed",
    ),
    "Outlook's bullets, conditional": (
        HTML,
        "quoted-printable",
        WORD.replace(
            "PARTS",
            '<p class="MsoListParagraph"><!--[if !supportLists]--><span style="mso-list:Ignore">'
            "&middot;<span>&nbsp;&nbsp; </span></span><!--[endif]-->REC-5: completed</p>"
            '<p class="MsoListParagraph"><![if !supportLists]><span>&middot;&nbsp;</span><![endif]>'
            "REC-6: not started</p>",
        ),
        "REC-5: completed; REC-6: not started",
    ),
    "lists": (
        HTML,
        "8bit",
        "<ul><li>REC-5: completed</li><li>REC-6: almost there</li></ul><ol><li>REC-7 not started"
        "</li></ol>",
        "REC-5: completed; REC-6: almost; REC-7: not started",
    ),
    "Gmail's quotation": (
        HTML,
        "base64",
        '<div dir="ltr">REC-5 done<br>REC-6: 50% done</div><div class="gmail_quote"><div>On Mon, 1 '
        'Dec 2008 at 09:12, Liaison &lt;<a href="mailto:l@x.uk">l@x.uk</a>&gt; wrote:<br></div>'
        "<blockquote><div>REC-7: completed</div></blockquote></div>",
        "REC-5: completed; REC-6: some",
    ),
    "a quotation without a head": (
        HTML,
        "8bit",
        '<div>REC-5: done</div><blockquote type="cite"><div>REC-6: completed</div></blockquote>',
        "REC-5: completed",
    ),
    "between quotations": (
        HTML,
        "8bit",
        '<blockquote type="cite"><div>On 1 Dec 2008, at 09:12, Liaison wrote:</div><div>REC-6 '
        "62 days</div></blockquote><div>This one almost.</div>",
        "REC-6: ?",
    ),
    "a table": (
        HTML,
        "8bit",
        "<table><tr><th>Item</th><th>How far</th></tr><tr><td>REC-5</td><td>almost</td></tr>"
        "<tr><td>REC-6</td><td>completed</td></tr></table>",
        "REC-5: almost; REC-6: completed",
    ),
    "what nobody sees": (
        HTML,
        "8bit",
        '<div style="display:none">REC-6: completed</div><script>REC-7: done</script>REC-5: done',
        "REC-5: completed",
    ),
    "flowed": (
        f"{PLAIN}; format=flowed",
        "8bit",
        "REC-5: in 28 of 32 boroughs, the rest \r\nby 31 January\r\n\r\nREC-6: done\r\n\r\n"
        "On Mon, 1 Dec 2008, Liaison wrote:\r\n> REC-7: completed\r\n",
        "REC-5: almost, by 31 January; REC-6: completed",
    ),
    "wrapped by quoted-printable": (
        "text/plain; charset=windows-1252",
        "quoted-printable",
        "REC-5: almost there – rest by 31 January, as two boroughs have no room yet for it",
        "REC-5: almost, by 31 January",
    ),
    "a charset nobody knows": (
        "text/plain; charset=x-own", "8bit", "REC-5: done", "REC-5: completed",
    ),
}  # fmt: skip


def mail(kind: str, encoding: str, text: str) -> bytes:
    data = text.encode("cp1252" if "1252" in kind else "utf-8")
    if encoding == "quoted-printable":
        data = quopri.encodestring(data)
    elif encoding == "base64":
        data = base64.encodebytes(data)
    heads = (
        "From: A. Holder <hpp@example.police.uk>\r\nSubject: RE: OFFICIAL\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return heads.encode() + data


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_is_read_whatever_program_wrote_it(name: str) -> None:
    kind, encoding, text, expected = MAILS[name]
    reading = read_body(read_eml(mail(kind, encoding, text), "a.eml").text, LABELS)
    assert "; ".join(map(brief, reading.answers)) == expected
    assert all(answer.in_words for answer in reading.answers)


@pytest.mark.parametrize(
    "part",
    [
        *("<div>", "<blockquote>a", "<p>REC-5: done</p>", "<i style='display:none'>", "<a b='"),
        *("<", "<!--", "<![if", "</", "&", "<table><td>"),
    ],
)
def test_a_long_or_deep_page_hangs_nowhere(part: str) -> None:
    with no_hang():
        text_of_html(f"{part * 20_000}>")
