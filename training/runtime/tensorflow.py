"""TensorFlow and Keras, imported without the notices that they give at every start."""

from __future__ import annotations

import os

from training.runtime.silence import standard_error_held_back


def prepare_tensorflow() -> None:
    """Set what TensorFlow and Keras read when they are first imported."""
    # Keras 3 asks at its first import; TensorFlow is the backend that Matinee is tested with.
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    # A keras.json in the home folder would change what is trained; none is read or made.
    os.environ.setdefault("KERAS_HOME", os.devnull)
    # TensorFlow announces its build on every start; its errors still come through.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    # Nothing here asks joblib for processes, and it would warn where it cannot have any.
    os.environ.setdefault("JOBLIB_MULTIPROCESSING", "0")


def import_tensorflow() -> None:
    """Import TensorFlow and Keras without the build flags that they announce at every start."""
    prepare_tensorflow()
    with standard_error_held_back():
        import keras
        import tensorflow as tf

        # The first operation announces the processor's features; later ones are quiet.
        tf.zeros(()) + 1
        del keras
