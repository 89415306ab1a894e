"""Workbooks edited by LibreOffice's Calc, as a person does: a macro works off a list of edits.

The program starts once for any number of workbooks.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

FILTERS: Final = {
    "xlsx": "Calc MS Excel 2007 XML",
    "ods": "calc8",
    "xls": "MS Excel 97",
    "csv": "Text - txt - csv (StarCalc)",
}
_CSV: Final = "44,34,76,1,,0,false,true"
"""Commas, quotes, UTF-8, and the cells as they are shown."""
_LIBRARY: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Edits"/>
</library:library>
"""
_MODULE: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits"
 script:language="StarBasic">
Function Property(key As String, what As Variant) As Object
 Dim made As New com.sun.star.beans.PropertyValue
 made.Name = key
 made.Value = what
 Property = made
End Function

Sub Main
 Dim files As Object, lines As Object, book As Object, sheet As Object, field As Variant
 files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
 lines = createUnoService("com.sun.star.io.TextInputStream")
 lines.setInputStream(files.openFileRead("EDITS"))
 lines.setEncoding("UTF-8")
 Do While Not lines.isEOF()
  field = Split(lines.readLine() &amp; Chr(9) &amp; Chr(9), Chr(9))
  Select Case field(0)
  Case "open"
   book = StarDesktop.loadComponentFromURL(field(1), "_blank", 0, _
    Array(Property("Hidden", True)))
   sheet = book.Sheets.getByIndex(0)
  Case "text"
   sheet.getCellRangeByName(field(1)).setString(field(2))
  Case "type"
   sheet.getCellRangeByName(field(1)).setFormula(field(2))
  Case "share"
   sheet.getCellRangeByName(field(1)).setFormula(field(2))
   sheet.getCellRangeByName(field(1)).NumberFormat = 10
  Case "sort"
   Dim by(0) As New com.sun.star.table.TableSortField
   by(0).Field = CLng(field(2))
   by(0).IsAscending = False
   sheet.getCellRangeByName(field(1)).sort(Array(Property("SortFields", by()), _
    Property("ContainsHeader", False)))
  Case "delete row"
   sheet.Rows.removeByIndex(CLng(field(1)) - 1, 1)
  Case "insert row"
   sheet.Rows.insertByIndex(CLng(field(1)) - 1, 1)
  Case "insert column"
   sheet.Columns.insertByIndex(CLng(field(1)) - 1, 1)
  Case "copy"
   sheet.copyRange(sheet.getCellRangeByName(field(2)).CellAddress, _
    sheet.getCellRangeByName(field(1)).RangeAddress)
  Case "move"
   sheet.moveRange(sheet.getCellRangeByName(field(2)).CellAddress, _
    sheet.getCellRangeByName(field(1)).RangeAddress)
  Case "hide row"
   sheet.Rows.getByIndex(CLng(field(1)) - 1).IsVisible = False
  Case "comment"
   sheet.Annotations.insertNew(sheet.getCellRangeByName(field(1)).CellAddress, field(2))
  Case "rename"
   book.Sheets.getByIndex(CLng(field(1))).Name = field(2)
  Case "remove sheet"
   book.Sheets.removeByName(field(1))
  Case "copy sheet"
   book.Sheets.copyByName(sheet.Name, field(1), 1)
  Case "save"
   book.storeToURL(field(1), Array(Property("FilterName", field(2)), _
    Property("FilterOptions", "CSV")))
  Case "save secret"
   book.storeToURL(field(1), Array(Property("FilterName", field(2)), _
    Property("Password", "secret")))
  Case "close"
   book.close(True)
  End Select
 Loop
 lines.closeInput()
 StarDesktop.terminate()
End Sub
</script:module>
"""


class Edited(NamedTuple):
    """A workbook, what is done to it, and as which files it is saved.

    An edit is the words of a line of the macro: ("text", "F4", "almost"), ("delete row", "5").
    """

    source: Path
    edits: tuple[tuple[str, ...], ...]
    targets: tuple[Path, ...]
    is_secret: bool = False


def edit(program: str, home: Path, jobs: Iterable[Edited]) -> None:
    """Edit workbooks in Calc, which has its settings in `home`, and save them."""
    start = [program, f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore"]
    macros = home / "user" / "basic" / "Standard"
    if not macros.exists():  # the first start makes it
        command = [*start, "--cat", str(home / "none.txt")]
        subprocess.run(command, capture_output=True, check=False, timeout=300)
    lines = home / "edits.txt"
    words = "\n".join("\t".join(line) for job in jobs for line in _lines(job))
    lines.write_text(words + "\n", encoding="utf-8")
    (macros / "script.xlb").write_text(_LIBRARY)
    module = _MODULE.replace("EDITS", lines.as_uri()).replace("CSV", _CSV)
    (macros / "Edits.xba").write_text(module)
    command = [*start, "macro:///Standard.Edits.Main"]
    subprocess.run(command, capture_output=True, check=True, timeout=600)


def _lines(job: Edited) -> list[tuple[str, ...]]:
    save = "save secret" if job.is_secret else "save"
    return [
        ("open", job.source.as_uri()),
        *job.edits,
        *((save, one.as_uri(), FILTERS[one.suffix[1:]]) for one in job.targets),
        ("close",),
    ]
