"""Git beside the plan: who the person is, and the repository that a plan is shared by.

Plain `git`, 2.30 or newer, run by `running` alone. Nothing that a repository brings is run by it,
no hook, no filter, no file system monitor, no editor; files of a plan are written by `store`, never
by git.

May import `domain` and `errors`.
"""
