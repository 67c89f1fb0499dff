"""The two networks that read pictures (PP-OCR, as `rapidocr` ships them), loaded once a process, one thread each."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime

Gray = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
_WRITING, _PLACES = "PP-OCRv6_rec_small.onnx", "PP-OCRv6_det_small.onnx"
#: The height of a line as the network takes it.
HEIGHT = 48
#: So many dots are read at once: a batch of narrow strips, or one long line.
_AT_ONCE = 16 * HEIGHT * 16
#: Strips are as wide as the widest of their batch, in steps.
_STEP = 16


class _Model(NamedTuple):
    """A network and the characters that it knows, blank first."""

    session: onnxruntime.InferenceSession
    known: list[str]


@lru_cache(maxsize=2)
def _model(name: str) -> _Model:
    spec = find_spec("rapidocr")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    options = onnxruntime.SessionOptions()
    # Readers are processes of one thread each.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    path = Path(spec.submodule_search_locations[0], "models", name)
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map.get("character", "")
    return _Model(session, ["", *characters.splitlines(), " "])


def read_strips(strips: list[Gray]) -> list[str]:
    """What stands on each strip of gray dots, `HEIGHT` high, one line of writing each."""
    texts = [""] * len(strips)
    order = sorted(range(len(strips)), key=lambda at: strips[at].shape[1])
    while order:
        width = -(-strips[order[-1]].shape[1] // _STEP) * _STEP
        count = max(1, _AT_ONCE // width)
        # The widest first: of the rest none is wider.
        batch, order = order[-count:], order[:-count]
        dots: Floats = np.zeros((len(batch), 3, HEIGHT, width), dtype=np.float32)
        for row, at in enumerate(batch):
            strip = strips[at]
            dots[row, :, :, : strip.shape[1]] = _signed(strip)
        for at, text in zip(batch, _spelled(dots), strict=True):
            texts[at] = text
    return texts


def _spelled(dots: Floats) -> list[str]:
    model = _model(_WRITING)
    (scores,) = model.session.run(None, {model.session.get_inputs()[0].name: dots})
    best = scores.argmax(axis=2)
    # A character that goes on over several steps is one; blank, 0, parts two that are the same.
    starts = np.concatenate([np.ones((len(best), 1), bool), best[:, 1:] != best[:, :-1]], axis=1) & (best > 0)
    return ["".join(model.known[sign] for sign in row[begins]) for row, begins in zip(best, starts, strict=True)]


def writing_on(page: Gray) -> Floats:
    """How likely each dot of a picture is part of a line of writing, 0 to 1; its sides are multiples of 32."""
    model = _model(_PLACES)
    dots: Floats = np.repeat(_signed(page)[None, None], 3, axis=1)
    (likely,) = model.session.run(None, {model.session.get_inputs()[0].name: dots})
    found: Floats = likely[0, 0]
    return found


def _signed(dots: Gray) -> Floats:
    """Gray, 0 to 255, as -1 to 1."""
    return dots.astype(np.float32) / 127.5 - 1
