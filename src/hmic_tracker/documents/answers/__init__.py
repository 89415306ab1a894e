"""What leads send back, read: workbooks, mails, and lines in a mail's body. Writes nothing.

A file becomes what was sent back in it (`returned_files`); its cells or lines become answers, which
`domain.answer_comparing` holds against what was sent.
"""
