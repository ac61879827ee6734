"""What runs behind the fence: plain Python on one path, without Django, without settings, without the database."""
