"""Who speaks: printed names of agencies to stable keys, regions, kinds and functions.

The divisions of China are in `data/places`, the words of agencies' names in `data/lexicon`; no vocabulary
stands in the code.
"""

from transform.agencies.agency import agencies
from transform.agencies.divisions import Places, load_places
from transform.agencies.lexicon import Lexicon, load_lexicon
from transform.agencies.reading import clean_name

__all__ = ["Lexicon", "Places", "agencies", "clean_name", "load_lexicon", "load_places"]
