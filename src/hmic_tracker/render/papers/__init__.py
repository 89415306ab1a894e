"""The paper for a board: from its value to a document.

`sentences`, the modules of tables and `appendices` put the value in words; `named_tables` lists the
tables by name, `template_context` what a template knows of all; `template` runs the template, shut
off from all else; `template_output` makes nodes of what it gives, and `paper_document` the
document. Texts
from outside reach the nodes as texts, whatever is in them, and the writers escape them.
"""
