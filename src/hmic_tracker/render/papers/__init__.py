"""The paper for a board: from its value to a document.

`sentences`, the modules of tables and `appendices` put the value in words; `sections` lists
the tables by name, `context` what a template knows of all; `template` runs the template, shut
off from all else; `markup` makes nodes of what it gives, and `paper_document` the document. Texts
from outside reach the nodes as texts, whatever is in them, and the writers escape them.
"""
