"""What people and programs see: values from `reports` and `domain` become text.

A view or a paper turns values into a document (`nodes`: headings, paragraphs, tables, bars), and a
writer for each format, `to_NAME`, turns documents into text: `to_plain` for pipes and mail,
`to_table` for a screen, `to_html`, `to_markdown`, `to_docx`. Others write rows (`to_csv`), ids,
calendars, mails, and values for programs (`to_json`). `formats` is the table of them all: a new
format is a module and a row. Nothing here reads a store, a clock or the environment: the width,
colour and day are arguments.

May import `reports`, `domain`, `errors` and the standard library. Rich is imported by `to_table`,
and by `text_layout` only once a text needs it (wide or combining characters), because importing it
costs as much as a whole command in a pipe; MarkupSafe by `to_html`, Jinja2 and python-docx for
papers. Every text from outside goes through `visible` on its way out. Start at `nodes`, then
`to_plain`.
"""
