#!/usr/bin/env python3
"""Scores every line of standard input with a student model:

    score.py MODEL [--item ID | --tsv] [--logits] < lines

prints label, reason and probabilities, or the integer logits. --tsv: a line is item TAB response.
KDRUN_LIBRARY names the library when it is not installed. Needs Python's standard library only.
"""

import argparse
import ctypes
import os
import sys
from ctypes import POINTER, byref, c_char_p, c_double, c_int32, c_size_t, c_uint32, c_void_p

OK = 0
FOLD = 1


class Error(ctypes.Structure):
    _fields_ = [("status", c_int32), ("message", ctypes.c_char * 252)]


class Result(ctypes.Structure):
    _fields_ = [
        ("label", c_int32),
        ("reason", c_int32),
        ("token_count", c_uint32),
        ("unknown_count", c_uint32),
    ]


def load_library(path=None):
    """The functions of kdrun.h with their types, without which ctypes would cut pointers."""
    library = ctypes.CDLL(path or os.environ.get("KDRUN_LIBRARY", "libkdrun.so.1"))
    size = POINTER(c_size_t)
    types = {
        "kdrun_abi_version": (c_uint32,),
        "kdrun_version": (c_char_p,),
        "kdrun_reason": (c_char_p, c_int32),
        "kdrun_arena_size": (c_int32, c_char_p, c_size_t, c_uint32, size, POINTER(Error)),
        "kdrun_open": (
            c_int32, c_char_p, c_size_t, c_uint32, c_void_p, c_size_t, POINTER(c_void_p),
            POINTER(Error),
        ),
        "kdrun_label_count": (c_uint32, c_void_p),
        "kdrun_label": (c_void_p, c_void_p, c_uint32, size),
        "kdrun_score": (
            c_int32, c_void_p, c_char_p, c_size_t, c_char_p, c_size_t, POINTER(Result),
            POINTER(c_double), POINTER(c_int32),
        ),
    }  # fmt: skip
    for name, (result, *arguments) in types.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    if library.kdrun_abi_version() != 1:
        raise OSError("libkdrun has another ABI than this program")
    return library


class Scorer:
    """Scores with one model; one scorer a thread."""

    def __init__(self, model, options=FOLD, library=None):
        """model: the bytes of a .kdm file."""
        self._library = library or load_library()
        self._model = model  # the scorer reads it as long as it lives
        size, error = c_size_t(), Error()
        self._check(
            self._library.kdrun_arena_size(model, len(model), options, byref(size), byref(error)),
            error,
        )
        self._arena = ctypes.create_string_buffer(size.value + 63)
        start = (ctypes.addressof(self._arena) + 63) & ~63
        self._scorer = c_void_p()
        self._check(
            self._library.kdrun_open(
                model, len(model), options, start, size, byref(self._scorer), byref(error)
            ),
            error,
        )
        self.labels = [
            self._label(index) for index in range(self._library.kdrun_label_count(self._scorer))
        ]

    def score(self, text, item=None):
        """The label or None, the reason, the probabilities and the logits of a response."""
        text = text.encode() if isinstance(text, str) else text
        item = item.encode() if isinstance(item, str) else item
        result = Result()
        probabilities = (c_double * len(self.labels))()
        logits = (c_int32 * len(self.labels))()
        status = self._library.kdrun_score(
            self._scorer, text, len(text), item, len(item or b""), byref(result), probabilities,
            logits,
        )  # fmt: skip
        if status != OK:
            raise ValueError(f"kdrun_score: status {status}")
        reason = self._library.kdrun_reason(result.reason).decode()
        if result.label < 0:
            return None, reason, [], []
        return self.labels[result.label], reason, list(probabilities), list(logits)

    def _label(self, index):
        size = c_size_t()
        start = self._library.kdrun_label(self._scorer, index, byref(size))
        return ctypes.string_at(start, size.value).decode()

    @staticmethod
    def _check(status, error):
        if status != OK:
            raise ValueError(error.message.decode())


def main():
    parser = argparse.ArgumentParser(description="Scores every line of standard input.")
    parser.add_argument("model")
    parser.add_argument("--item")
    parser.add_argument("--tsv", action="store_true")
    parser.add_argument("--logits", action="store_true")
    options = parser.parse_args()
    with open(options.model, "rb") as file:
        scorer = Scorer(file.read())
    for line in sys.stdin.buffer:
        item, text = options.item, line.rstrip(b"\n")
        if options.tsv and b"\t" in text:
            item, text = text.split(b"\t", 1)
        label, reason, probabilities, logits = scorer.score(text, item)
        numbers = logits if options.logits else [f"{value:.6f}" for value in probabilities]
        print(label or "", reason, " ".join(map(str, numbers)), sep="\t")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as error:
        sys.exit(f"score.py: {error}")
