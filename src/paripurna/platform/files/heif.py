"""Taken in by whoever opens pictures: Pillow then reads photos as iPhones take them, too."""

import pillow_heif

pillow_heif.register_heif_opener(thumbnails=False)
