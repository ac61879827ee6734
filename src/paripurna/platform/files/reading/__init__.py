"""What files say and show. Foreign files are opened in a process of their own (`fence`), never in a worker itself.

Modules here take a `StoredFile`; those in `inside` take a path, run behind the fence and know no Django.
"""
