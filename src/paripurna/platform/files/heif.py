"""Importing this lets Pillow open HEIC, the format of photos from an iPhone."""

import pillow_heif

pillow_heif.register_heif_opener(thumbnails=False)
