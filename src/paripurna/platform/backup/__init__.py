"""Backup and restore: the database and the files of an installation in one archive that proves itself.

The archive is a tar of `database.dump` (pg_dump, custom format), `files/<aa>/<sha-256>` and, last, `manifest.json`. The
manifest tells the hash of everything, the rows of every table and the head of every audit chain, all of one instant.
"""
