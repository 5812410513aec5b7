"""Starts a program that reads a stranger's file so that it can read little else, write one folder, and reach nobody.

``confined`` (in ``command``) writes the command line; ``launch`` runs as a program of its own, puts on every layer this
machine has, and becomes the program. Each layer is a file: ``limits``, ``network``, ``sockets``, ``landlock``. A layer
that the kernel or its administrator does not allow is left out; ``layers`` says which ones hold.

The launcher is started for every command: what it imports stays small, and this file imports nothing.
"""
