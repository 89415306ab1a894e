"""The paper for a board: from its value to text, Markdown, HTML and DOCX.

`sentences`, `tables` and `appendices` put the value in words; `context` is what a template knows of
them; `template` runs the template, shut off from all else; `markup` makes a `tree` of what it
gives; a drawer for each format makes the paper of the tree. Texts from outside reach the tree as
texts, whatever is in them, and the drawers escape them as their formats need.
"""
